import { describe, expect, test } from '@jest/globals';
import type { Fact } from '#domain/facts.ts';
import { day, hour } from '#domain/window.ts';
import { FactTable } from '#sources/fact-table.fixture.ts';
import type { Source } from '#sources/source.ts';
import { describeSource } from '#sources/suite.ts';
import { moments } from './as-of.ts';
import type { Tool } from './organisation.ts';
import { demo } from './source.ts';

const noon = Date.UTC(2026, 10, 25, 12);
const environment = {
  cacheDirectory: '/nowhere',
  configDirectory: '/nowhere',
  secret: () => undefined,
  withPaths: new Set<string>(),
};

/** The source as it stands at a time, whatever time the caller says it is. */
function sourceAt(now: () => number, tool: Tool = 'code', month = '2026-11'): Source {
  const source = demo.create({ demo: tool, name: `demo-${tool}`, month }, environment);
  return { ...source, pull: (context) => source.pull({ ...context, now: now() }) };
}

async function factsAt(now: number, tool: Tool, month?: string): Promise<FactTable> {
  const table = new FactTable();
  await table.pull(sourceAt(() => now, tool, month));
  return table;
}

const kinds = ['commit', 'change', 'deployment', 'proposal', 'incident', 'run', 'work_item'] as const;
const everything = (table: FactTable): Fact[] => kinds.flatMap((kind): Fact[] => table.all(kind));

describeSource('the demo', () => {
  let now = noon;
  return Promise.resolve({
    source: () => sourceAt(() => now),
    advance: () => Promise.resolve(void (now += hour)),
    persons: ['@', 'someone'],
    close: () => Promise.resolve(),
  });
});

describe.each(['code', 'work'] as const)('what the demo tells of %s', (tool) => {
  test('has begun by now: nothing lies in the future, and what is open has no end yet', async () => {
    const facts = everything(await factsAt(noon, tool));
    expect(facts.length).toBeGreaterThan(1500);
    expect(Math.max(...facts.map((fact) => Math.max(...moments(fact))))).toBeLessThanOrEqual(noon);
  });

  test('comes bit by bit to what a first pull gives, and the past stays as it was told', async () => {
    let now = noon;
    const source = sourceAt(() => now, tool);
    const table = new FactTable();
    await table.pull(source);
    const before = everything(table).filter((fact) => Math.max(...moments(fact)) < noon - 60 * day);
    for (; now < noon + 2 * day; now += 7 * hour) await table.pull(source);
    now = noon + 2 * day;
    await table.pull(source);
    const fresh = everything(await factsAt(now, tool));
    expect(everything(table)).toEqual(fresh);
    const told = new Set(fresh.map((fact) => JSON.stringify(fact)));
    expect(before.filter((fact) => !told.has(JSON.stringify(fact)))).toEqual([]);
  });

  test('is told anew in another month, and when time was turned back', async () => {
    const table = await factsAt(noon, tool);
    await table.pull(sourceAt(() => noon, tool, '2026-10'));
    expect(everything(table)).toEqual(everything(await factsAt(noon, tool, '2026-10')));
    await table.pull(sourceAt(() => noon - 9 * day, tool, '2026-10'));
    expect(everything(table)).toEqual(everything(await factsAt(noon - 9 * day, tool, '2026-10')));
  });

  test('a first pull that was cut off is made again', async () => {
    const table = new FactTable();
    await table.pull(
      sourceAt(() => noon, tool),
      1
    );
    await table.pull(sourceAt(() => noon, tool));
    expect(everything(table)).toEqual(everything(await factsAt(noon, tool)));
  });
});

test('the demo lives on a quota and a credential, as others do', async () => {
  const source = sourceAt(() => noon + hour / 2);
  expect(source.usage?.()).toEqual({ requests: 0, backfill: 0 });
  await new FactTable().pull(source);
  expect(source.usage?.()).toEqual({
    requests: 1,
    limit: 5000,
    remaining: 5000 - 30 * 31,
    resetAt: noon + hour,
    credentialExpiresAt: Date.UTC(2027, 1, 1),
    backfill: 1,
  });
});
