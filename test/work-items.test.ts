import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addToken } from './fake-github/build-access.ts';
import { addEvent, closeItem, reopenItem } from './fake-github/build-events.ts';
import { mergePull } from './fake-github/build-merge.ts';
import { addIssue, addLabel, addPull, type IssueOptions } from './fake-github/build-work.ts';
import { addRepository, githubState, label, pushToDefault } from './fake-github/build.ts';
import { type FakeGithub, startFakeGithub } from './fake-github/start.ts';
import type { Repository } from './fake-github/state.ts';
import type { Issue, Pull } from './fake-github/state-work.ts';
import { project, ready, run, type Server, serve, until } from './waymark.ts';

const day = 86_400_000;
const types = ['feature', 'defect', 'risk', 'debt', 'unclassified'];
const window = ',window="28d"';
/** A Monday. */
const now = Date.UTC(2026, 5, 29);
const ago = (days: number): number => now - days * day;
/** When what was shown is written down, to be compared with what is said of it later. */
const earlier = 14;

/** What happens to two repositories in 60 days, worked out by hand; it comes true day by day. */
function world() {
  const state = githubState();
  addToken(state, 'secret');
  const shop = addRepository(state, 'acme/shop');
  const vault = addRepository(state, 'acme/vault');
  const events: { readonly days: number; readonly happen: () => void }[] = [];
  const then = (days: number, happen: () => void): void => void events.push({ days, happen });

  const item = (repository: Repository, number: number, opened: number, options: Partial<IssueOptions> = {}) => {
    let issue: Issue | undefined;
    const it = (): Issue => issue ?? addIssue(state, repository, { number, openedAt: ago(opened), ...options });
    then(opened, () => (issue = it()));
    return {
      labelled: (days: number, name: string) => then(days, () => addLabel(state, repository, it(), name, ago(days))),
      freed: (days: number, name: string) =>
        then(days, () => {
          addEvent(state, it(), { kind: 'unlabeled', at: ago(days), label: label(state, repository, name) });
          it().labels = it().labels.filter((each) => each.name !== name);
        }),
      status: (days: number, choice: string, objective: string) =>
        then(days, () => {
          const fields = { Status: { choice }, Objective: { choice: objective } };
          it().projectItems[0] = { id: number, project: 'Road', projectNumber: 1, fields, updatedAt: ago(days) };
        }),
      closed: (days: number, reason: 'completed' | 'not_planned' = 'completed') =>
        then(days, () => closeItem(state, it(), ago(days), reason)),
      reopened: (days: number) => then(days, () => reopenItem(state, it(), ago(days))),
    };
  };
  const pull = (number: number, opened: number, closes: readonly number[], merged?: number): void => {
    let made: Pull | undefined;
    then(opened, () => (made = addPull(state, shop, { number, openedAt: ago(opened), closes })));
    if (merged !== undefined) then(merged, () => made && mergePull(state, shop, made, { at: ago(merged) }));
  };
  for (const repository of [shop, vault]) then(120, () => pushToDefault(repository, { at: ago(120) }));

  // By label, blocked for two days: 10 days, of which 8 active.
  const first = item(shop, 1, 60, { labels: ['enhancement', 'objective:faster'] });
  first.labelled(20, 'in-progress');
  first.labelled(18, 'blocked');
  first.freed(16, 'blocked');
  first.closed(10);
  // By the status and the objective of its project, a defect by its issue type: 4 days.
  const second = item(shop, 2, 30, { type: 'Bug', labels: ['interrupt'] });
  second.status(12, 'Doing', 'faster');
  second.closed(8);
  // By the opening of the pull request that closed it: 4 days.
  item(shop, 3, 26, { labels: ['chore'], milestone: 'Q2 safety' });
  pull(13, 24, [3], 20);
  // Closed, opened again, closed: it continues, 34 days.
  const again = item(shop, 4, 41, { labels: ['enhancement'] });
  again.labelled(40, 'in-progress');
  again.closed(35);
  again.reopened(30);
  again.closed(6);
  // Closed without a start.
  item(shop, 5, 25).closed(5);
  // In progress for 9 days, and blocked.
  const blocked = item(shop, 6, 9.5, { labels: ['security'] });
  blocked.labelled(9, 'in-progress');
  blocked.labelled(3, 'blocked');
  // Given up after 7.5 days.
  const dropped = item(shop, 7, 16);
  dropped.labelled(15, 'in-progress');
  dropped.closed(7.5, 'not_planned');
  // A parent and its two parts, one done in 10 days, one in progress for 13.
  item(shop, 8, 17, { labels: ['enhancement'] }).labelled(16.5, 'in-progress');
  const part = item(shop, 9, 15.5, { labels: ['enhancement'], parent: 8 });
  part.labelled(13.5, 'in-progress');
  part.closed(3.5);
  item(shop, 10, 15.5, { labels: ['enhancement'], parent: 8 }).labelled(13, 'in-progress');
  // Waits in the backlog.
  item(shop, 11, 2.5);
  // In progress since a pull request was opened that is not merged.
  item(shop, 12, 4, { labels: ['bug'] });
  pull(14, 2, [12]);
  // A change that no item asked for.
  pull(15, 11, [], 9);
  // Of the other team: 10 days.
  const other = item(vault, 1, 13);
  other.labelled(12, 'in-progress');
  other.closed(2);

  events.sort((a, b) => b.days - a.days);
  /** Lets all come true that happened before so many days ago. */
  const passUntil = (days: number): void => {
    while ((events[0]?.days ?? -Infinity) > days) events.shift()?.happen();
  };
  return { state, passUntil };
}

const { state, passUntil } = world();
const configuration = (api: string, owns: Readonly<Record<string, readonly string[]>>): string =>
  JSON.stringify({
    listen: '127.0.0.1:0',
    windows: ['28d'],
    sources: [
      {
        github: 'acme',
        name: 'github',
        api_url: api,
        token_env: 'GITHUB_TOKEN',
        clone: false,
        work_items: {
          types: { feature: ['enhancement'], defect: ['bug'], risk: ['security'], debt: ['chore'] },
          started: ['in-progress', 'Doing'],
          blocked: ['blocked'],
          unplanned: ['interrupt'],
          objective: 'Objective',
        },
      },
    ],
    teams: Object.entries(owns).map(([team, repositories]) => ({
      team,
      load_limit: 2,
      owns: repositories.map((repository) => ({ repository })),
    })),
    objectives: [
      { objective: 'faster', title: 'Faster', why: 'w', work: { labels: ['objective:faster'] } },
      { objective: 'safer', title: 'Safer', why: 'w', work: { milestones: ['Q2 *'] } },
    ],
  });

let github: FakeGithub | undefined;
let server: Server | undefined;
let file = '';
/** What was shown 14 days ago. */
let shown: Values | undefined;
let present: Values | undefined;

beforeAll(async () => {
  github = await startFakeGithub({ state });
  const made = project(configuration(github.url, { shop: ['acme/shop'], vault: ['acme/vault'] }));
  file = made.file;
  const at = (days: number) => {
    passUntil(days);
    const time = new Date(ago(days)).toISOString();
    return serve(['-c', file, '--now', time], { cwd: made.directory, env: { GITHUB_TOKEN: 'secret' } });
  };
  const past = await at(earlier);
  await ready(past);
  shown = await gauges(past);
  await past.stop();
  server = await at(0);
  // What was collected before counts as ready: wait for what is new.
  present = await until('the second collection', async () => {
    const values = server && (await gauges(server));
    return values?.('flow_velocity_items_per_week', `,type="defect"${window}`) === undefined ? undefined : values;
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  await github?.close();
});

type Values = (family: string, labels?: string, team?: string) => number | undefined;

async function gauges({ url }: Server): Promise<Values> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').map((line) => [line.replace(/ \S+$/, ''), Number(/ (\S+)$/.exec(line)?.[1])] as const);
  const values = new Map(lines);
  return (family, labels = '', team = 'shop') => values.get(`waymark_${family}{team="${team}"${labels}}`);
}

async function answer<T>(path: string): Promise<T> {
  const response = await fetch(`${server?.url}${path}`);
  expect(response.status).toBe(200);
  return (await response.json()) as T;
}

const days = (seconds: number | undefined): number => Number(((seconds ?? NaN) / 86_400).toFixed(9));
const range = `from=${new Date(ago(28)).toISOString()}&to=${new Date(now).toISOString()}`;

describe('work items of a GitHub, worked out by hand', () => {
  const value: Values = (...of) => present?.(...of);

  test('finished work: pace by type, time, efficiency, what it served', () => {
    const byType = (family: string) => types.map((type) => value(family, `,type="${type}"${window}`));
    // Finished: 1, 2, 3, 4, 5 and 9.
    expect(byType('flow_velocity_items_per_week')).toEqual([3, 1, 0, 1, 1].map((items) => items / 4));
    expect(byType('flow_distribution_ratio')).toEqual([3, 1, 0, 1, 1].map((items) => items / 6));
    // Features 10, 10 and 34 days; the unclassified one was closed without a start.
    const time = (statistic: string, type: string) =>
      days(value('flow_time_seconds', `,type="${type}"${window},statistic="${statistic}"`));
    expect([time('p50', 'feature'), time('p50', 'defect'), time('p90', 'feature')]).toEqual([10, 4, 29.2]);
    expect(value('flow_time_seconds', `,type="unclassified"${window},statistic="p50"`)).toBeUndefined();
    expect(value('flow_efficiency_ratio', `,type="feature"${window}`)).toBeCloseTo(52 / 54, 12);
    expect(value('flow_unplanned_ratio', window)).toBe(1 / 6);
    const share = (family: string) =>
      ['faster', 'safer', 'unlinked'].map((name) => value(family, `,objective="${name}"${window}`));
    expect(share('flow_objective_share_ratio')).toEqual([2 / 6, 1 / 6, 3 / 6]);
    expect(share('flow_objective_change_share_ratio')).toEqual([0, 1 / 2, 1 / 2]);
    const entropy = -(2 / 3) * Math.log(2 / 3) - (1 / 3) * Math.log(1 / 3);
    expect(value('flow_effective_objectives', window)).toBeCloseTo(Math.exp(entropy), 12);
  });

  test('work in progress: how much, how old, what is usual, whether it flows', () => {
    // 6, 10 and 12; the parent is none.
    expect(types.map((type) => value('flow_load_items', `,type="${type}"`))).toEqual([1, 1, 1, 0, 0]);
    expect(value('flow_load_limit_items')).toBe(2);
    expect(days(value('flow_item_age_seconds', ',statistic="max"'))).toBe(13);
    expect(days(value('flow_item_age_seconds', ',statistic="p50"'))).toBe(9);
    expect(days(value('flow_expectation_seconds'))).toBe(10 + 0.4 * 24);
    expect(value('flow_past_expectation_ratio')).toBe(0);
    expect(value('flow_arrivals_items_per_week', window)).toBe(8 / 4);
    // In progress within 8 weeks: 10, 4, 4, 34, 9, 7.5, 10, 13 and 2 days; finished in them 62.
    expect(value('flow_stability_ratio')).toBeCloseTo(93.5 / 62, 9);
  });

  test('the items behind the numbers: in progress, backlog, finished', async () => {
    type Item = Record<'id' | 'type' | 'repository' | 'url', string> & {
      started_at?: string;
      finished_at?: string;
      blocked: boolean;
      age_seconds: number;
      expectation_seconds?: number;
      objective?: string;
    };
    const { items } = await answer<{ items: Item[] }>(`/api/v1/items?team=shop&${range}`);
    const told = items.map(({ url, type, age_seconds: age, blocked, objective }) => [
      Number(/\d+$/.exec(url)?.[0]),
      type,
      days(age),
      ...(blocked ? ['blocked'] : []),
      ...(objective === undefined ? [] : [objective]),
    ]);
    expect(told).toEqual([
      [10, 'feature', 13],
      [6, 'risk', 9, 'blocked'],
      [12, 'defect', 2],
      [11, 'unclassified', 2.5],
      [9, 'feature', 10],
      [5, 'unclassified', 20],
      [4, 'feature', 34],
      [2, 'defect', 4, 'faster'],
      [1, 'feature', 10, 'faster'],
      [3, 'debt', 4, 'safer'],
    ]);
    expect(items.map(({ expectation_seconds: usual }) => days(usual))).toEqual(items.map(() => 19.6));
    const byNumber = (number: number) => items.find(({ url }) => url.endsWith(`/${number}`));
    expect(byNumber(3)).toMatchObject({
      repository: 'acme/shop',
      started_at: '2026-06-05T00:00:00Z',
      finished_at: '2026-06-09T00:00:00Z',
    });
    expect(byNumber(5)).not.toHaveProperty('started_at');
  });

  test('series: the whole, its parts, and how things stood', async () => {
    type Point = { readonly time: string; readonly value: number; readonly n: number };
    const series = async (query: string) =>
      (await answer<{ points: Point[] }>(`/api/v1/series?team=shop&${range}&${query}`)).points.map(
        ({ value }) => value
      );
    expect(await series('measure=flow_load&step=week')).toEqual([2, 3, 4, 3]);
    expect(await series('measure=flow_velocity&step=week')).toEqual([0, 1, 2, 3]);
    expect((await series('measure=flow_time&step=week&statistic=p50')).map(days)).toEqual([4, 7, 22]);
    const { items } = await answer<{ items: ({ readonly type: string } & { readonly points: Point[] })[] }>(
      `/api/v1/series?team=shop&${range}&measure=flow_velocity&step=week&by=type`
    );
    const sums = [0, 1, 2, 3].map((week) => items.reduce((sum, { points }) => sum + (points[week]?.value ?? NaN), 0));
    expect([items.map(({ type }) => type), sums]).toEqual([types, [0, 1, 2, 3]]);
  });

  test('load and ages of a past day are what was shown then', async () => {
    const to = new Date(ago(earlier)).toISOString();
    const from = new Date(ago(earlier + 7)).toISOString();
    const said = async (query: string): Promise<number | undefined> =>
      (
        await answer<{ points: { value: number }[] }>(
          `/api/v1/series?team=shop&from=${from}&to=${to}&step=week&${query}`
        )
      ).points[0]?.value;
    for (const type of types)
      expect(await said(`measure=flow_load&type=${type}`)).toBe(shown?.('flow_load_items', `,type="${type}"`));
    for (const statistic of ['p50', 'max'])
      expect(await said(`measure=flow_item_age&statistic=${statistic}`)).toBe(
        shown?.('flow_item_age_seconds', `,statistic="${statistic}"`)
      );
    expect(await said('measure=flow_expectation')).toBe(shown?.('flow_expectation_seconds'));
    expect(shown?.('flow_load_items', ',type="feature"')).toBe(2);
  });

  test('where the finished work of all teams went', async () => {
    type Share = { readonly objective: string; readonly share: number; readonly items: number };
    const { points } = await answer<{ points: { time: string; shares: Share[] }[] }>(
      `/api/v1/investment?${range}&step=month`
    );
    expect(points.map(({ shares }) => shares.map(({ objective, items }) => [objective, items]))).toEqual([
      [
        ['faster', 2],
        ['safer', 1],
        ['unlinked', 4],
      ],
    ]);
  });

  test('an item whose repository moves to another team takes its past along', async () => {
    expect(present?.('flow_velocity_items_per_week', `,type="unclassified"${window}`, 'vault')).toBe(1 / 4);
    writeFileSync(file, configuration(github?.url ?? '', { shop: ['acme/shop', 'acme/vault'] }));
    const moved = await until('the new owner', async () => {
      const values = server && (await gauges(server));
      return values?.('flow_velocity_items_per_week', `,type="unclassified"${window}`) === 2 / 4 ? values : undefined;
    });
    expect(moved('flow_velocity_items_per_week', `,type="unclassified"${window}`, 'vault')).toBeUndefined();
    const { points } = await answer<{ points: { value: number }[] }>(
      `/api/v1/series?team=shop&${range}&measure=flow_load&step=week`
    );
    expect(points.map(({ value }) => value)).toEqual([2, 3, 5, 3]);
  });

  test('GitHub was asked for nothing that it does not know', () => {
    expect([github?.violations, github?.requests.mistakes]).toEqual([[], []]);
  });

  test('waymark check says how many series to expect', async () => {
    const { stdout, code } = await run(['check', '-c', file], { env: { GITHUB_TOKEN: 'secret' } });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/\d+ series/)]);
  });
});
