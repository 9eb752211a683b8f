import { expect, test } from '@jest/globals';
import { itemTypes, type WorkItemFact } from '#domain/facts.ts';
import type { ItemColumns, Objective } from '#domain/work.ts';
import type { Database } from './database.ts';
import { onEachEngine } from './engines.fixture.ts';
import { idOf, store } from './facts.fixture.ts';
import { writeItemStarts } from './item-starts.ts';
import { readItems } from './items.ts';
import { type ItemPage, listItems } from './list-items.ts';
import { objectiveOf } from './objectives.ts';

const r = { id: idOf('r') };
const other = { id: idOf('other') };

function item(id: string, more: Partial<WorkItemFact> = {}): WorkItemFact {
  return {
    fact: 'work_item',
    repository: 'r',
    id,
    openedAt: 0,
    type: 'unclassified',
    unplanned: false,
    labels: [],
    url: `https://example.org/${id}`,
    ...more,
  };
}

const objective = (name: string, work: Partial<Objective['work']>): Objective => ({
  objective: name,
  work: { labels: [], milestones: [], repositories: [], ...work },
});
const objectives = objectiveOf([
  objective('faster', { labels: ['goal: fast*'], milestones: ['Q3 *'] }),
  objective('safer', { labels: ['security'] }),
]);
const none = objectiveOf([]);

const facts = [
  item('done', {
    startedAt: 20,
    finishedAt: 100,
    type: 'defect',
    unplanned: true,
    labels: ['bug', 'Security'],
    blocked: [{ from: 0, to: 25 }, { from: 30, to: 40 }, { from: 90 }],
  }),
  item('no start', { finishedAt: 110, blocked: [], milestone: 'Q3 delivery' }),
  item('whole', { startedAt: 1, finishedAt: 120 }),
  item('part', { parent: 'whole', startedAt: 60, finishedAt: 115, blocked: [], type: 'epic' }),
  item('far part', { repository: 'other', parent: 'whole', startedAt: 61, finishedAt: 116 }),
  item('old', { startedAt: 1, finishedAt: 9 }),
  item('open', { openedAt: 2, startedAt: 50, type: 'feature', labels: ['goal: fastest'], blocked: [{ from: 70 }] }),
  item('in review', { openedAt: 3 }),
  item('backlog', { openedAt: 4 }),
  item('given up', { startedAt: 30, cancelledAt: 80, type: 'risk' }),
  item('never begun', { openedAt: 1, cancelledAt: 80 }),
  item('long gone', { startedAt: 1, cancelledAt: 5 }),
];

/** One pull request of another repository names three of them. */
async function stored(open: () => Promise<Database>): Promise<Database> {
  const database = await open();
  await store(database, facts);
  await writeItemStarts(database, other.id, [
    { item: 'in review', startedAt: 90 },
    { item: 'done', startedAt: 10 },
    { item: 'open', startedAt: 55 },
  ]);
  return database;
}

const listed = (column: ArrayLike<number>) => Array.from(column);
const types = (column: Uint8Array) => Array.from(column, (index) => itemTypes[index]);
const finishedAt = ({ finished }: ItemColumns) => listed(finished.finishedAt);

onEachEngine((engine) => {
  test('finished and started items, leaves only; work starts with the first sign of it or with a pull request', async () => {
    const database = await stored(engine.open);
    const { finished, unfinished } = await readItems(database, [r], 10, objectives);
    expect(listed(finished.finishedAt)).toEqual([100, 110, 115]);
    expect(listed(finished.startedAt)).toEqual([10, NaN, 60]);
    expect(listed(finished.blockedFor)).toEqual([15 + 10 + 10, NaN, 0]);
    expect(types(finished.type)).toEqual(['defect', 'unclassified', 'unclassified']);
    expect(listed(finished.unplanned)).toEqual([1, 0, 0]);
    expect(Array.from(finished.objective, (index) => objectives.names[index])).toEqual(['safer', 'faster', 'unlinked']);
    expect(listed(unfinished.startedAt)).toEqual([30, 50, 90]);
    expect(listed(unfinished.cancelledAt)).toEqual([80, Infinity, Infinity]);
    expect(types(unfinished.type)).toEqual(['risk', 'feature', 'unclassified']);
  });

  test('what ended before is not read, and an item is the team’s that owns its repository, in whole or in part', async () => {
    const database = await stored(engine.open);
    expect(finishedAt(await readItems(database, [r], 9, none))).toEqual([9, 100, 110, 115]);
    expect(finishedAt(await readItems(database, [r], 100.5, none))).toEqual([110, 115]);
    expect(finishedAt(await readItems(database, [other, other], -Infinity, none))).toEqual([116]);
    expect(finishedAt(await readItems(database, [r, other], 110, none))).toEqual([110, 115, 116]);
    expect((await readItems(database, [r], 81, none)).unfinished.startedAt).toHaveLength(2);
    expect(finishedAt(await readItems(database, [], 0, none))).toEqual([]);
  });

  test('an item whose label names a service is of the team of that; others of all that own a part', async () => {
    const database = await engine.open();
    await store(database, [
      item('basket', { startedAt: 1, finishedAt: 10, labels: ['bug', 'Service: basket'] }),
      item('cards', { startedAt: 1, finishedAt: 11, labels: ['service/cards'] }),
      item('common', { startedAt: 1, finishedAt: 12, labels: ['bug'] }),
      item('basket next', { startedAt: 5, labels: ['service: basket'] }),
    ]);
    const basket = { ...r, service: 'basket', paths: ['basket/**'] };
    const cards = { ...r, service: 'cards' };
    const finished = async (...owned: Parameters<typeof readItems>[1]) =>
      finishedAt(await readItems(database, owned, 0, none));
    expect(await finished(basket)).toEqual([10, 12]);
    expect(await finished(cards)).toEqual([11, 12]);
    expect(await finished(basket, cards)).toEqual([10, 11, 12]);
    expect(await finished(r)).toEqual([10, 11, 12]);
    // Of files alone nothing tells an item apart.
    expect(await finished({ ...r, paths: ['cards/**'] })).toEqual([10, 11, 12]);
    const listedBy = async (owned: typeof cards, limit: number) =>
      (await listItems(database, [owned], { at: 20, finishedFrom: 0, limit }, none)).items.map(({ id }) => id);
    expect(await listedBy(basket, 100)).toEqual(['basket next', 'common', 'basket']);
    expect(await listedBy(cards, 1)).toEqual(['common']);
  });

  test('an item that moved to another repository counts there alone, with its whole past', async () => {
    const database = await stored(engine.open);
    await store(database, [item('done', { repository: 'other', startedAt: 20, finishedAt: 100 })], 2);
    await database.write([['DELETE FROM work_items WHERE repository = $1 AND id = $2', [r.id, 'done']]]);
    expect(finishedAt(await readItems(database, [r], 10, none))).toEqual([110, 115]);
    expect(finishedAt(await readItems(database, [other], 10, none))).toEqual([100, 116]);
  });

  test('starts that no pull request gives any more are gone', async () => {
    const database = await stored(engine.open);
    await writeItemStarts(database, other.id, [{ item: 'done', startedAt: 12 }]);
    const { finished, unfinished } = await readItems(database, [r], 10, none);
    expect(finished.startedAt[0]).toBe(12);
    expect(listed(unfinished.startedAt)).toEqual([30, 50]);
  });

  const ids = async (database: Database, page: Omit<ItemPage, 'limit'>, limit = 100) => {
    const pages: string[][] = [];
    for (let cursor: string | undefined; ;) {
      const { items, next } = await listItems(
        database,
        [r, other],
        { ...page, limit, ...(cursor !== undefined && { cursor }) },
        none
      );
      pages.push(items.map(({ id }) => id));
      if (next === undefined) return pages;
      cursor = next;
    }
  };

  test('lists what is open at an instant: in progress by its start, then the backlog; and what was finished', async () => {
    const database = await stored(engine.open);
    const open = ['open', 'in review', 'backlog'];
    expect(await ids(database, { at: 200 })).toEqual([open]);
    expect(await ids(database, { at: 200, finishedFrom: 110 })).toEqual([[...open, 'far part', 'part', 'no start']]);
    expect(await ids(database, { at: 70 })).toEqual([
      ['done', 'given up', 'open', 'part', 'far part', 'no start', 'never begun', 'in review', 'backlog'],
    ]);
    expect((await ids(database, { at: 0.5 })).flat().sort()).toEqual([
      'done',
      'far part',
      'given up',
      'long gone',
      'no start',
      'old',
      'part',
    ]);
  });

  test('pages hold every item once', async () => {
    const database = await stored(engine.open);
    for (const limit of [1, 2, 5]) {
      const pages = await ids(database, { at: 200, finishedFrom: 0 }, limit);
      expect(pages.flat()).toEqual(['open', 'in review', 'backlog', 'far part', 'part', 'no start', 'done', 'old']);
      expect(pages.slice(0, -1).every(({ length }) => length === limit)).toBe(true);
    }
    await expect(listItems(database, [r], { at: 200, limit: 1, cursor: 'x' }, none)).rejects.toMatchObject({
      reason: 'bad_cursor',
    });
    expect(await listItems(database, [], { at: 200, limit: 1 }, none)).toEqual({ items: [] });
  });

  test('an item is listed as it stood: nothing of what came later', async () => {
    const database = await stored(engine.open);
    const at = async (time: number, id: string) => {
      const { items } = await listItems(database, [r], { at: time, finishedFrom: 0, limit: 100 }, objectives);
      return items.find((each) => each.id === id);
    };
    const open = { id: 'open', repository: 'r', type: 'feature', openedAt: 2, url: 'https://example.org/open' };
    expect(await at(200, 'open')).toEqual({ ...open, startedAt: 50, blocked: true, objective: 'faster' });
    expect(await at(60, 'open')).toMatchObject({ startedAt: 50, blocked: false });
    expect(await at(40, 'open')).toEqual({ ...open, blocked: false, objective: 'faster' });
    expect(await at(95, 'done')).toMatchObject({ startedAt: 10, blocked: true, objective: 'safer' });
    expect(await at(95, 'done')).not.toHaveProperty('finishedAt');
    expect(await at(101, 'done')).toMatchObject({ finishedAt: 100, blocked: false });
    expect(await at(200, 'backlog')).not.toHaveProperty('objective');
  });
});
