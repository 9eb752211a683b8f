import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Fact, WorkItemFact } from '#domain/facts.ts';
import { day } from '#domain/window.ts';
import { flowLoad } from '#measures/flow-load.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { pullSource } from './collect.ts';
import { emptyStore, givenSource } from './given.fixture.ts';
import { investment } from './investment.ts';
import { agedItems } from './items.ts';
import { ownedBy, readStoreState } from './ownership.ts';
import { series } from './series.ts';
import { createSnapshots } from './snapshot.ts';

const monday = Date.UTC(2026, 0, 5);
const at = (days: number) => monday + days * day;
const now = at(28);

const objectives = [
  { objective: 'fast', work: { labels: ['fast'], milestones: [], repositories: [] } },
  { objective: 'safe', work: { labels: ['safe'], milestones: [], repositories: ['acme/vault'] } },
];
const options = { leadTimeFrom: 'first_commit', bots: 'out', objectives } as const;
const settings = { windows: [{ name: '28d', length: 28 * day }], options };
const shop = { team: 'shop', timeZone: 'UTC', owns: [{ repository: 'acme/shop' }], loadLimit: 2 };
const vault = { team: 'vault', timeZone: 'UTC', owns: [{ repository: 'acme/vault' }] };

const item = (id: string, more: Partial<WorkItemFact> = {}): WorkItemFact => ({
  fact: 'work_item',
  repository: 'acme/shop',
  id,
  openedAt: at(0),
  type: 'feature',
  unplanned: false,
  labels: [],
  ...more,
});
const change = (id: string, days: number, workItems: readonly string[], bot = false): Fact => ({
  fact: 'change',
  repository: 'acme/shop',
  id,
  kind: 'pull',
  sha: id.padEnd(40, '0'),
  authoredAt: at(days),
  openedAt: at(days) - day,
  mergedAt: at(days),
  workItems,
  labels: [],
  bot,
});
const facts: readonly Fact[] = [
  item('a', { startedAt: at(1), finishedAt: at(3), labels: ['fast'] }),
  item('b', { startedAt: at(6), finishedAt: at(10), type: 'defect' }),
  item('c', { finishedAt: at(11), labels: ['fast'] }), // started by the pull request that was opened on day 9
  item('d'), // in progress since a pull request was opened on day 20
  item('e', { startedAt: at(26) }),
  item('f'),
  item('v', { repository: 'acme/vault', startedAt: at(2), finishedAt: at(12) }),
  change('1', 10, ['c']),
  change('2', 12, []),
  change('3', 13, [], true),
  {
    fact: 'proposal',
    repository: 'acme/vault',
    id: 'p',
    number: 1,
    openedAt: at(20),
    bot: false,
    workItems: ['d'],
  },
];

let database: Database;
let source: Source;

beforeAll(async () => {
  database = await emptyStore();
  const complete = ['acme/shop', 'acme/vault'].map((repository) => ({ repository, from: -Infinity }));
  source = { ...givenSource('tracker', [{ facts, complete }]), knows: new Set(['changes', 'work_items']) };
  await pullSource(database, source, { now: () => now, signal: new AbortController().signal });
});
afterAll(() => database.close());

const ownedOf = async (team: typeof vault) =>
  ownedBy(team, await readStoreState(database, [source]), [source]).repositories;

test('gauges: load by type and its limit, velocity, the shares of objectives, and what could be joined', async () => {
  const snapshots = createSnapshots({ database, sources: [source], teams: [shop, vault], settings });
  await snapshots.update(now, true);
  const { measures, coverage, limits } = snapshots.current();
  const values = (name: string) =>
    measures
      .filter(({ measure, team }) => team === 'shop' && measure.name === name)
      .map(({ group, statistic, sample }) => [group ?? statistic, sample.value]);
  const types = (...counts: readonly number[]) =>
    ['feature', 'defect', 'risk', 'debt', 'unclassified'].map((type, index) => [type, counts[index]]);
  expect(values('flow_load')).toEqual(types(2, 0, 0, 0, 0));
  expect(values('flow_velocity')).toEqual(types(0.5, 0.25, 0, 0, 0));
  expect(values('flow_arrivals')).toEqual([['value', 1.25]]);
  expect(values('flow_item_age').at(-1)).toEqual(['max', 8 * 86_400]);
  expect(values('flow_objective_share')).toEqual([
    ['fast', 2 / 3],
    ['safe', 0],
    ['unlinked', 1 / 3],
  ]);
  expect(values('flow_objective_change_share')).toEqual([
    ['fast', 0.5],
    ['safe', 0],
    ['unlinked', 0.5],
  ]);
  expect(values('flow_effective_objectives')).toEqual([['value', 1]]);
  expect(values('flow_efficiency')).toEqual([]); // nobody marks waiting
  expect(coverage).toEqual([{ kind: 'work_linked', team: 'shop', ratio: 0.5 }]);
  expect(limits).toEqual([{ team: 'shop', items: 2 }]);
});

test('the load of past days is what it was', async () => {
  const query = { measure: flowLoad, team: shop, statistic: 'value', groups: [undefined, 'defect'] } as const;
  const range = { from: at(0), to: at(28) };
  const [all, defects] = await series(database, [source], options, { ...query, range, by: { step: 'week' } }, now);
  expect(all?.map(({ time, value }) => [(time - monday) / day, value])).toEqual([
    [0, 1],
    [7, 0],
    [14, 1],
    [21, 2],
  ]);
  expect(defects?.map(({ value }) => value)).toEqual([1, 0, 0, 0]);
});

test('the list tells ages beside the usual length', async () => {
  const { items } = await agedItems(database, await ownedOf(shop), { at: now, limit: 100 }, objectives);
  const days = (seconds: number | undefined) => Math.round(((seconds ?? NaN) / 86_400) * 100) / 100;
  expect(items.map(({ id, age, expectation }) => [id, days(age), days(expectation)])).toEqual([
    ['d', 8, 3.4],
    ['e', 2, 3.4],
    ['f', 28, 3.4],
  ]);
  const finished = await agedItems(database, await ownedOf(vault), { at: now, finishedFrom: at(0), limit: 100 }, []);
  expect(finished.items.map(({ id, age }) => [id, days(age)])).toEqual([['v', 10]]);
  const early = await agedItems(database, await ownedOf(shop), { at: at(3), limit: 1 }, objectives);
  expect(early.items[0]).toMatchObject({ id: 'a', objective: 'fast' });
  expect(early.items[0]).not.toHaveProperty('expectation');
  expect(early.next).toBeDefined();
});

test('where the finished work of all teams went, week by week', async () => {
  const owned = [...(await ownedOf(shop)), ...(await ownedOf(vault)), ...(await ownedOf(shop))];
  const query = { range: { from: at(0), to: at(28) }, step: 'week', timeZone: 'UTC' } as const;
  const points = await investment(database, owned, objectives, query, now);
  expect(points.map(({ time, shares }) => [(time - monday) / day, ...shares.map(({ items }) => items)])).toEqual([
    [0, 1, 0, 0],
    [7, 1, 1, 1],
  ]);
  expect(points[0]?.shares).toEqual([
    { objective: 'fast', share: 1, items: 1 },
    { objective: 'safe', share: 0, items: 0 },
    { objective: 'unlinked', share: 0, items: 0 },
  ]);
  const shorter = await investment(database, owned, objectives, query, at(11.5));
  expect(shorter.at(-1)?.shares.map(({ items }) => items)).toEqual([1, 0, 1]);
  expect(await investment(database, owned, [], { ...query, step: 'month' }, now)).toEqual([]);
});
