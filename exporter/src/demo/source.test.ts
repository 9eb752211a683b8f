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

const made = new Map<string, Source>();

/** The source as it stands at a time, whatever time the caller says it is. A month is planned once for all tests. */
function sourceAt(now: () => number, tool: Tool = 'code', month = '2026-11'): Source {
  const key = `${tool} ${month}`;
  const source = made.get(key) ?? demo.create({ demo: tool, name: `demo-${tool}`, month }, environment);
  made.set(key, source);
  return { ...source, pull: (context) => source.pull({ ...context, now: now() }) };
}

async function factsAt(now: number, tool: Tool, month?: string): Promise<FactTable> {
  const table = new FactTable();
  await table.pull(sourceAt(() => now, tool, month));
  return table;
}

const kinds = ['commit', 'change', 'deployment', 'proposal', 'incident', 'run', 'work_item'] as const;
/** As text: thousands of objects take long to compare. */
const everything = (table: FactTable): string => kinds.flatMap((kind) => lines(table, kind)).join('\n');
const lines = (table: FactTable, kind: (typeof kinds)[number]) => table.all(kind).map((fact) => JSON.stringify(fact));

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
    const table = await factsAt(noon, tool);
    const times = kinds.flatMap((kind) => table.all(kind).map((fact: Fact) => Math.max(...moments(fact))));
    expect(times.length).toBeGreaterThan(1500);
    expect(times.filter((time) => time > noon)).toEqual([]);
    expect(Math.max(...times)).toBeGreaterThan(noon - 3 * hour);
  });

  test('comes bit by bit to what a first pull gives, and the past stays as it was told', async () => {
    let now = noon;
    const source = sourceAt(() => now, tool);
    const table = new FactTable();
    await table.pull(source);
    const done = (fact: Fact): boolean => Math.max(...moments(fact)) < noon - 60 * day;
    const before = kinds.flatMap((kind) =>
      table
        .all(kind)
        .filter(done)
        .map((fact) => JSON.stringify(fact))
    );
    for (; now < noon + 2 * day; now += 7 * hour) await table.pull(source);
    now = noon + 2 * day;
    await table.pull(source);
    const fresh = everything(await factsAt(now, tool));
    expect(everything(table) === fresh).toBe(true);
    const told = new Set(fresh.split('\n'));
    expect(before.filter((fact) => !told.has(fact))).toEqual([]);
    expect(before.length).toBeGreaterThan(1000);
  });

  test('is told anew in another month, and when time was turned back', async () => {
    const table = await factsAt(noon, tool);
    await table.pull(sourceAt(() => noon, tool, '2026-10'));
    expect(everything(table) === everything(await factsAt(noon, tool, '2026-10'))).toBe(true);
    await table.pull(sourceAt(() => noon - 9 * day, tool, '2026-10'));
    expect(everything(table) === everything(await factsAt(noon - 9 * day, tool, '2026-10'))).toBe(true);
  });

  test('a first pull that was cut off is made again', async () => {
    const table = new FactTable();
    await table.pull(
      sourceAt(() => noon, tool),
      1
    );
    await table.pull(sourceAt(() => noon, tool));
    expect(everything(table) === everything(await factsAt(noon, tool))).toBe(true);
  });
});

test('the demo lives on a quota and a credential, as others do', async () => {
  const source = demo.create({ demo: 'code', name: 'demo-code', month: '2026-11' }, environment);
  expect(source.usage?.()).toEqual({ requests: 0, backfill: 0 });
  await new FactTable().pull({ ...source, pull: (context) => source.pull({ ...context, now: noon + hour / 2 }) });
  expect(source.usage?.()).toEqual({
    requests: 1,
    limit: 5000,
    remaining: 5000 - 30 * 31,
    resetAt: noon + hour,
    credentialExpiresAt: Date.UTC(2027, 1, 1),
    backfill: 1,
  });
});
