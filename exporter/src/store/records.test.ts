import { expect, test } from '@jest/globals';
import type { TeamEntry } from '#domain/record.ts';
import { onEachEngine } from './engines.fixture.ts';
import type { Page } from './pages.ts';
import { appendRecord, listRecords, readRecord } from './records.ts';

const all: Page = { from: -Infinity, to: Infinity, limit: 100 };
const decision: TeamEntry = {
  id: 'd1',
  team: 'checkout',
  kind: 'decision',
  recordedAt: 110,
  at: 100,
  decision: 'act',
  reason: 'Reviews wait: “two days”',
  measure: 'change_lead_time',
  reviewAt: 400,
};
const note = (id: string, at: number, team = 'checkout'): TeamEntry => ({
  id,
  team,
  kind: 'note',
  recordedAt: at,
  at,
  note: 'retrospective',
  text: id,
});
const plan: TeamEntry = {
  id: 'p1',
  team: 'search',
  kind: 'plan',
  recordedAt: 90,
  at: 90,
  measure: 'flow_time',
  title: 'Smaller items',
  start: 95,
  expected: 1.5,
  checkAt: 200,
  baseline: { value: 3.25, n: 12, from: 1, to: 90 },
};

onEachEngine((engine) => {
  test('an entry comes back as it was written, and once', async () => {
    const location = await engine.place();
    const database = await engine.open(location);
    expect(await appendRecord(database, decision)).toBe(true);
    expect(await appendRecord(database, { ...decision, reason: 'other' })).toBe(false);
    expect(await appendRecord(database, plan)).toBe(true);
    const reopened = await engine.open(location);
    expect(await listRecords(reopened, {}, all)).toEqual({ items: [decision, plan] });
    expect(await readRecord(reopened, 'p1')).toEqual(plan);
    expect(await readRecord(reopened, 'none')).toBeUndefined();
  });

  test('by team, kind and half-open range, newest first, in pages', async () => {
    const database = await engine.open();
    const entries = [decision, plan, note('n1', 100), note('n2', 100), note('n3', 50), note('n4', 300, 'search')];
    for (const entry of entries) await appendRecord(database, entry);
    const ids = async (...[filter, page]: [Parameters<typeof listRecords>[1], Partial<Page>?]) =>
      (await listRecords(database, filter, { ...all, ...page })).items.map(({ id }) => id);
    expect(await ids({})).toEqual(['n4', 'n2', 'n1', 'd1', 'p1', 'n3']);
    expect(await ids({ team: 'search' })).toEqual(['n4', 'p1']);
    expect(await ids({ team: 'checkout', kinds: ['note'] })).toEqual(['n2', 'n1', 'n3']);
    expect(await ids({ kinds: ['decision', 'plan'] })).toEqual(['d1', 'p1']);
    expect(await ids({}, { from: 90, to: 100 })).toEqual(['p1']);
    expect(await ids({ team: 'nobody' })).toEqual([]);

    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = { ...all, limit: 2, ...(cursor !== undefined && { cursor }) };
      const { items, next } = await listRecords(database, {}, page);
      seen.push(...items.map(({ id }) => id));
      cursor = next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['n4', 'n2', 'n1', 'd1', 'p1', 'n3']);
    await expect(listRecords(database, {}, { ...all, cursor: 'x' })).rejects.toMatchObject({ reason: 'bad_cursor' });
  });
});
