import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { SourceError } from '../errors.ts';
import type { Walk } from './cursor.ts';
import { walk } from './walk.ts';

type Node = { readonly name: string; readonly time: number };

/** A list at GitHub, newest first, two a page. A cursor is the last item's name. */
function listOf(nodes: readonly Node[]) {
  return async function* (after: string | undefined, done: (node: Node) => boolean) {
    const newestFirst = nodes.toSorted((a, b) => b.time - a.time);
    let start = after === undefined ? 0 : newestFirst.findIndex(({ name }) => name === after) + 1;
    if (after !== undefined && start === 0) throw new SourceError('unexpected_response', 'no such cursor');
    for (;;) {
      const page = await Promise.resolve(newestFirst.slice(start, (start += 2)));
      const end = page.at(-1);
      const last = start >= newestFirst.length || (end !== undefined && done(end));
      yield { nodes: page, cursor: end?.name, last, total: nodes.length, skipped: [] };
      if (last) return;
    }
  };
}

async function read(nodes: readonly Node[], stored?: Walk, options: object = {}, pages = Infinity) {
  const names: string[] = [];
  let state = stored;
  let seen = 0;
  const settings = { made: 'm', from: -Infinity, seen: 's', timeOf: ({ time }: Node) => time, list: listOf(nodes) };
  for await (const step of walk<Node>(stored, { ...settings, ...options })) {
    names.push(...step.nodes.map(({ name }) => name));
    state = step.walk;
    if (++seen === pages) break;
  }
  return { names: names.join(''), state };
}

const nodes = ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({ name, time: (index + 1) * day }));
const whole = { made: 'm', from: null, known: 5 * day, seen: 's' };

test('the first walk reads everything and knows up to when', async () => {
  expect(await read(nodes)).toEqual({ names: 'edcba', state: whole });
  expect(await read([])).toEqual({ names: '', state: { ...whole, known: 0 } });
});

test('nothing is asked where the probe says the same', async () => {
  expect(await read(nodes, whole)).toEqual({ names: '', state: whole });
});

test('a later walk reads what changed since, with a margin', async () => {
  const changed = [...nodes, { name: 'a', time: 6 * day }];
  expect(await read(changed, whole, { seen: 't' })).toMatchObject({
    names: 'ae',
    state: { known: 6 * day, seen: 't' },
  });
});

test('a walk that was broken off goes on where it was, and keeps what it began with', async () => {
  const half = await read(nodes, undefined, {}, 1);
  expect(half).toEqual({
    ...{ names: 'ed', state: { made: 'm', from: null, known: null, seen: 's', newest: 5 * day, after: 'd' } },
  });
  const newer = [...nodes, { name: 'f', time: 7 * day }];
  const rest = await read(newer, half.state, { seen: 't' });
  expect(rest).toEqual({ names: 'cba', state: whole });
  expect((await read(newer, rest.state, { seen: 't' })).names).toBe('fe');
});

test('a cursor that is refused costs a walk from the start', async () => {
  const half = { made: 'm', from: null, known: null, newest: 5 * day, after: 'gone' };
  expect((await read(nodes, half)).names).toBe('edcba');
});

test('another way of making facts reads everything again, and never from the middle', async () => {
  expect((await read(nodes, whole, { made: 'n' })).names).toBe('edcba');
  const half = await read(nodes, whole, { made: 'n' }, 1);
  expect(half.state).toMatchObject({ made: 'n', again: true });
  const again = await read(nodes, half.state, { made: 'n' });
  expect(again.names).toBe('edcba');
  expect(again.state).not.toHaveProperty('again');
});

test('an earlier start reads what is older, a later one nothing', async () => {
  const since = { ...whole, from: 3 * day };
  expect((await read(nodes, undefined, { from: 3 * day })).names).toBe('edc');
  expect((await read(nodes, since, { from: 2 * day })).names).toBe('edcb');
  expect((await read(nodes, since, { from: 4 * day })).names).toBe('');
});
