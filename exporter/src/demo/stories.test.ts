import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { day, hour } from '#domain/window.ts';
import { groupsOf } from '#measures/groups.ts';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';
import { series } from '#pipeline/series.ts';
import { createSnapshots, type Snapshot } from '#pipeline/snapshot.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { type Collected, collectDemo } from './collected.fixture.ts';
import { atWeek, eraOf } from './era.ts';
import { goalsOf } from './goals.ts';
import { fewReviewers, pairReviews, slowTests, smallChanges, trainSplit } from './teams.ts';

/** Late in a month, and on a Sunday at its very beginning. */
const nows = [Date.UTC(2026, 10, 26, 20), Date.UTC(2026, 10, 1, 3)];

describe.each(nows)('as of %d', (now) => {
  const era = eraOf(now);
  let database: Database;
  let sources: readonly Source[];
  let snapshot: Snapshot;
  let collected: Collected;

  beforeAll(async () => {
    collected = await collectDemo(now);
    ({ database, sources } = collected);
    const { config, settings } = collected;
    const snapshots = createSnapshots({ database, sources, teams: config.teams, settings });
    await snapshots.update(now, true);
    snapshot = snapshots.current();
  }, 120_000);
  afterAll(async () => {
    await collected.end();
  });

  /** The value of the 28 days that end in a week of the era, or at a time. */
  const valueAt = async (team: string, name: string, time: number): Promise<number> => {
    const measure = (measures as readonly Measure[]).find((candidate) => candidate.name === name);
    const owner = collected.config.teams.find((candidate) => candidate.team === team);
    if (!measure || !owner) throw new Error(`no ${name} of ${team}`);
    const [statistic = 'value'] = measure.statistics;
    const range = { from: time - day, to: time };
    const query = { measure, team: owner, statistic, groups: [undefined], range, by: { window: 28 * day } };
    const [points = []] = await series(database, sources, collected.settings.options, query, now);
    return points.at(-1)?.value ?? NaN;
  };
  const inWeek = (team: string, name: string, week: number) => valueAt(team, name, atWeek(era, week));

  test('the first team has data in every measure, and in each of its values', () => {
    const shown = new Set(
      snapshot.measures
        .filter(({ team, window }) => team === 'checkout' && (window === undefined || window === '28d'))
        .map(({ measure, group = '' }) => `${measure.name} ${group}`)
    );
    const wanted = (measures as readonly Measure[]).flatMap((measure) =>
      groupsOf(measure, collected.settings.options).map((group = '') => `${measure.name} ${group}`)
    );
    expect(wanted.filter((value) => !shown.has(value))).toEqual([]);
  });

  test('its evidence is joined in part', () => {
    const kinds = snapshot.coverage.filter(({ team }) => team === 'checkout').map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['changes_deployed', 'incidents_attributed', 'work_linked']));
    const joined = snapshot.coverage.filter(({ team, ratio }) => team === 'checkout' && ratio < 1);
    expect(joined).toHaveLength(3);
  });

  test('an improvement after an intervention: checkout splits its release train', async () => {
    const lead = [
      await inWeek('checkout', 'change_lead_time', trainSplit),
      await inWeek('checkout', 'change_lead_time', 0),
    ];
    expect(lead[0]).toBeGreaterThan((26 * hour) / 1000);
    expect(lead[1]).toBeLessThan((24 * hour) / 1000);
    const often = await inWeek('checkout', 'deployment_frequency', trainSplit);
    expect(await inWeek('checkout', 'deployment_frequency', 0)).toBeGreaterThan(2.5 * often);
  });

  test('a regression: payments has few reviewers, and its changes take longer', async () => {
    const before = await inWeek('payments', 'change_lead_time', fewReviewers);
    expect(await valueAt('payments', 'change_lead_time', now)).toBeGreaterThan(1.5 * before);
  });

  test('a regression: the browser tests of checkout became slower', async () => {
    const before = await inWeek('checkout', 'ci_duration', slowTests);
    expect(await valueAt('checkout', 'ci_duration', now)).toBeGreaterThan(1.15 * before);
  });

  test('a goal met with its stretch: release three times every two days', async () => {
    const goal = goalsOf(now).find(({ id }) => id === 'checkout-releases');
    const due = Date.parse(goal?.due ?? '');
    expect(await valueAt('checkout', 'deployment_frequency', due)).toBeGreaterThan(Number(goal?.stretch));
    expect(await valueAt('checkout', 'deployment_frequency', Date.parse(goal?.start ?? ''))).toBeLessThan(1);
    expect(await valueAt('checkout', 'change_fail_rate', due)).toBeLessThan(0.25);
  });

  test('a goal met: identity makes smaller changes', async () => {
    const goal = goalsOf(now).find(({ id }) => id === 'identity-size');
    expect(await valueAt('identity', 'change_size', Date.parse(goal?.due ?? ''))).toBeLessThan(Number(goal?.target));
    expect(await inWeek('identity', 'change_size', smallChanges)).toBeGreaterThan(Number(goal?.target));
    const lead = await inWeek('identity', 'change_lead_time', pairReviews);
    expect(await inWeek('identity', 'change_lead_time', 0)).toBeLessThan(lead);
  });

  test('goals missed: CI stays far from ten minutes, and search from one failure in twenty', async () => {
    const dueOf = (name: string): number => Date.parse(goalsOf(now).find(({ id }) => id === name)?.due ?? '');
    expect(await valueAt('checkout', 'ci_duration', dueOf('checkout-ci-cache'))).toBeGreaterThan(12 * 60);
    expect(await valueAt('search', 'change_fail_rate', dueOf('search-fail-rate'))).toBeGreaterThan(0.05);
  });

  test('two teams share a repository, and each has numbers of its own', async () => {
    const [identity, messaging] = [
      await valueAt('identity', 'deployment_frequency', now),
      await valueAt('messaging', 'deployment_frequency', now),
    ];
    expect(identity).toBeGreaterThan(1);
    expect(messaging).toBeLessThan(0.6);
  });

  test('git alone says nothing of reviews, work and CI: no data, never 0', () => {
    const names = new Set(snapshot.measures.filter(({ team }) => team === 'search').map(({ measure }) => measure.name));
    expect(names).toContain('change_lead_time');
    for (const unknown of ['change_size', 'change_unreviewed', 'open_changes', 'flow_load', 'ci_success'])
      expect(names).not.toContain(unknown);
  });

  test('an incident that nobody has closed is past its usual length', () => {
    const open = snapshot.incidents.filter(({ openAge }) => openAge !== undefined);
    expect(open.map(({ team }) => team)).toEqual(['messaging']);
    expect(open[0]?.openAge).toBeGreaterThan(open[0]?.expectation ?? Infinity);
  });
});
