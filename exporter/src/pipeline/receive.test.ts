import { expect, test } from '@jest/globals';
import type { Fact } from '#domain/facts.ts';
import { SourceError } from '#sources/errors.ts';
import type { Batch, Delivery, Source } from '#sources/source.ts';
import { readCounters } from '#store/counters.ts';
import { readRepositories } from '#store/coverage.ts';
import { readSourceState } from '#store/cursors.ts';
import type { Database } from '#store/database.ts';
import { listDeployments } from '#store/lists.ts';
import { repositoryId } from '#store/repository-id.ts';
import { pullSource } from './collect.ts';
import { deployment, emptyStore, givenSource, lineOfFacts } from './given.fixture.ts';
import { linkRepositories } from './link.ts';
import { receiveDelivery } from './receive.ts';

const now = Date.UTC(2026, 6, 1);
const never = new AbortController().signal;
const news: Fact = deployment('e'.repeat(40), now);

function delivery(text: string, more: Partial<Delivery> = {}): Delivery {
  return { headers: {}, body: Buffer.from(text), now, signal: never, ...more };
}

/** Takes what is signed `secret:`, and makes of the rest what it is told. */
function receiving(name: string, secret: string, batches: Readonly<Record<string, Batch | Error>>): Source {
  return {
    ...givenSource(name, []),
    receive: ({ body }) => {
      const [signature, text = ''] = body.toString().split(':');
      if (signature !== secret) return Promise.reject(new SourceError('unauthorized', 'the signature does not fit'));
      const batch = batches[text];
      return batch instanceof Error ? Promise.reject(batch) : Promise.resolve(batch);
    },
  };
}

const idsOf = async (database: Database, source: string) => {
  const owned = [{ id: repositoryId(source, 'acme/shop') }];
  const { items } = await listDeployments(database, owned, { from: -Infinity, to: Infinity, limit: 100 });
  return items.map(({ id }) => id);
};
const newId = `d-${'e'.repeat(40)}`;

test('a source may ask to be pulled, and stores nothing for it', async () => {
  const database = await emptyStore();
  const source = receiving('mine', 'one', { a: { facts: [], due: true } });
  const { receipt, received } = await receiveDelivery(database, [source], delivery('one:a'));
  expect([receipt, received]).toEqual(['ignored', [{ source, facts: 0, repositories: new Set(), due: true }]]);
});

test('each source whose signature fits takes its part', async () => {
  const database = await emptyStore();
  const mine = receiving('mine', 'one', { a: { facts: [news] } });
  const theirs = receiving('theirs', 'two', { b: { facts: [news] } });
  const shares = receiving('shares', 'two', {});
  const sources = [givenSource('deaf', []), mine, shares, theirs];
  const outcome = async (text: string) => {
    const { receipt, received } = await receiveDelivery(database, sources, delivery(text));
    return [receipt, received.map(({ source, facts, repositories }) => [source.name, facts, ...repositories])];
  };
  expect(await outcome('one:a')).toEqual(['stored', [['mine', 1, 'acme/shop']]]);
  expect(await outcome('two:b')).toEqual(['stored', [['theirs', 1, 'acme/shop']]]);
  expect(await outcome('two:other')).toEqual(['ignored', []]);
  expect(await outcome('three:a')).toEqual(['unsigned', []]);
  expect((await receiveDelivery(database, [givenSource('deaf', [])], delivery('one:a'))).receipt).toBe('unknown');
  expect(await idsOf(database, 'mine')).toEqual([newId]);
  expect(await idsOf(database, 'shares')).toEqual([]);
  await database.close();
});

test('the same delivery again changes nothing, and does not bring the past back', async () => {
  const database = await emptyStore();
  const old: Fact = { ...deployment('e'.repeat(40), now), outcome: 'failure' } as Fact;
  const source = receiving('s', 'x', { old: { facts: [old] }, new: { facts: [news] } });
  const receive = async (text: string) => (await receiveDelivery(database, [source], delivery(text))).receipt;
  expect(await receive('x:old')).toBe('stored');
  expect(await receive('x:new')).toBe('stored');
  const revision = async () => (await readRepositories(database, ['s']))[0]?.revision;
  const before = await revision();
  expect(await receive('x:old')).toBe('repeated');
  expect(await revision()).toBe(before);
  expect(await database.rows('SELECT outcome FROM deployments')).toEqual([{ outcome: 'success' }]);
  expect(await readCounters(database, 's')).toEqual([{ source: 's', name: 'items', key: 'deployment', value: 2 }]);
  await database.close();
});

test('one thing moves no cursor, sweeps nothing and makes nothing complete', async () => {
  const database = await emptyStore();
  const facts = lineOfFacts(4, 1);
  await pullSource(database, givenSource('s', [{ facts, cursor: 'c1' }]), { now: () => now, signal: never });
  const sweep = [{ repository: 'acme/shop', fact: 'deployment' }] as const;
  const complete = [{ repository: 'acme/shop', from: -Infinity }];
  const source = receiving('s', 'x', { a: { facts: [news], cursor: 'c2', sweep, complete } });
  expect((await receiveDelivery(database, [source], delivery('x:a'))).receipt).toBe('stored');
  expect((await readSourceState(database, 's'))?.cursor).toBe('c1');
  expect(await idsOf(database, 's')).toHaveLength(5);
  expect((await readRepositories(database, ['s']))[0]?.completeFrom).toBeNaN();
  await database.close();
});

test('neither the sweep of a pull that runs nor of the next one takes what a delivery gave; a later one does', async () => {
  const database = await emptyStore();
  const receiver = receiving('s', 'x', { a: { facts: [news] } });
  const lists: Batch = {
    facts: lineOfFacts(4, 1),
    sweep: [{ repository: 'acme/shop', fact: 'deployment' }],
  };
  const pulling: Source = {
    ...receiver,
    async *pull() {
      yield { facts: [] };
      expect((await receiveDelivery(database, [receiver], delivery('x:a'))).receipt).toBe('stored');
      yield lists;
    },
  };
  const options = { now: () => now, signal: never };
  expect(await pullSource(database, pulling, options)).toMatchObject({ outcome: 'done' });
  expect(await idsOf(database, 's')).toContain(newId);
  await pullSource(database, givenSource('s', [lists]), options);
  expect(await idsOf(database, 's')).toContain(newId);
  await pullSource(database, givenSource('s', [lists]), options);
  expect(await idsOf(database, 's')).not.toContain(newId);
  await database.close();
});

test('what a delivery gave and what a pull gives are the same, whichever comes first', async () => {
  const facts = lineOfFacts(6, 2);
  const [first, second] = await Promise.all(
    [true, false].map(async (early) => {
      const database = await emptyStore();
      const source = receiving('s', 'x', { a: { facts: facts.slice(6) } });
      const receive = () => receiveDelivery(database, [source], delivery('x:a'));
      const pull = () => pullSource(database, givenSource('s', [{ facts }]), { now: () => now, signal: never });
      for (const step of early ? [receive, pull] : [pull, receive]) await step();
      await linkRepositories(database, source);
      const tables = ['changes', 'deployments', 'change_deployments'].map((table) =>
        database.rows(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)
      );
      const rows = (await Promise.all(tables)).map((table) => table.map(({ pull: _, ...row }) => row));
      await database.close();
      return rows;
    })
  );
  expect(first?.[1]).toHaveLength(3);
  expect(first).toEqual(second);
});

test('links of a repository of which a delivery told, and of no other', async () => {
  const database = await emptyStore();
  const elsewhere = lineOfFacts(2, 1).map((fact) => ({ ...fact, repository: 'acme/till' }));
  const source = receiving('s', 'x', { a: { facts: [...lineOfFacts(2, 1)] }, b: { facts: elsewhere } });
  const { received } = await receiveDelivery(database, [source], delivery('x:a'));
  await receiveDelivery(database, [source], delivery('x:b'));
  await Promise.all([1, 2, 3].map(() => linkRepositories(database, source, received[0]?.repositories)));
  const linked = async () =>
    Object.fromEntries(
      (await readRepositories(database, ['s'])).map(({ name, linked: by }) => [name, by !== undefined])
    );
  expect(await linked()).toEqual({ 'acme/shop': true, 'acme/till': false });
  await linkRepositories(database, source);
  expect(await linked()).toEqual({ 'acme/shop': true, 'acme/till': true });
  await database.close();
});

test('what cannot be read or taken is counted, a bug is not swallowed', async () => {
  const database = await emptyStore();
  const source = receiving('s', 'x', {
    odd: new SourceError('unexpected_response', 'look at $.issue'),
    down: new SourceError('unavailable', 'the host is down'),
    bug: new TypeError('ours'),
    skip: { facts: [], skipped: [{ reason: 'an event without a repository', count: 1 }] },
  });
  const receipt = async (text: string, more: Partial<Delivery> = {}) =>
    (await receiveDelivery(database, [source], delivery(text, more))).receipt;
  expect(await receipt('x:odd')).toBe('refused');
  expect(await receipt('x:down')).toBe('unavailable');
  expect(await receipt('x:skip')).toBe('ignored');
  await expect(receipt('x:bug')).rejects.toThrow('ours');
  expect(await receipt('x:bug', { signal: AbortSignal.abort() })).toBe('unavailable');
  const counted = (await readCounters(database, 's')).map(({ name, key, value }) => [name, key, value]);
  expect(counted).toEqual([
    ['errors', 'unavailable', 1],
    ['errors', 'unexpected_response', 1],
    ['skipped', 'an event without a repository', 1],
  ]);
  await database.close();
});
