import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import type { Database } from '#store/database.ts';
import { concludedAt, at, goal, releasesIn, source, storeOf, team } from './concluded.fixture.ts';
import { answered } from './answers.ts';
import type { TeamConclusions } from './conclude-team.ts';
import { objectiveStates, organisation } from './organisation.ts';
import { series, withSignals } from './series.ts';
import { settings } from './settings.fixture.ts';
import { createSnapshots } from './snapshot.ts';
import { summary } from './summary.ts';

const now = at(31);
let database: Database;
let conclusions: TeamConclusions;
beforeAll(async () => {
  database = await storeOf(releasesIn(31), now);
  conclusions = await concludedAt(database, now, [goal(), goal({ id: 'over', due: at(30), target: 3, stretch: 4 })]);
});
afterAll(() => database.close());

test('a team in a glance', async () => {
  const snapshots = createSnapshots({ database, sources: [source], teams: [team], settings });
  await snapshots.update(now, true);
  const signals = answered(
    conclusions.judged.flatMap((each) => each.signals),
    []
  );
  const { headline, measures } = summary(snapshots.current().measures, conclusions, signals, now);
  // One goal runs; the other was due a week ago.
  expect(headline).toMatchObject({ goals: 1, on_course: Number(conclusions.goals[0]?.status === 'on_track') });
  const waiting = signals.filter(({ rule }) => rule !== 'run');
  expect(headline.waiting).toBe(waiting.length);
  const oldest = Math.min(...waiting.map(({ seenAt }) => seenAt));
  expect(headline.oldest_waiting_seconds).toBe((now - oldest) / 1000);
  const frequency = measures.find(({ measure }) => measure === 'deployment_frequency');
  // Weeks 27 to 30 of the story: 14, 13, 15 and 14 releases.
  expect(frequency).toMatchObject({ verdict: 'better', windows: { '28d': { value: 2, n: 56 } } });
});

describe('all teams together', () => {
  const input = () => ({
    judged: [conclusions.judged, []],
    goals: conclusions.goals,
    objectives: [{ objective: 'faster', title: 'Faster to market' }],
    investment: [],
    range: { from: at(18), to: at(31) },
    timeZone: 'UTC',
    now,
  });

  test('counts of verdicts, a team without data is one of too little', () => {
    const { verdicts } = organisation(input());
    expect(verdicts.find(({ measure }) => measure === 'deployment_frequency')).toEqual({
      ...{ measure: 'deployment_frequency', better: 1, worse: 0, no_clear_change: 0, too_little_data: 1 },
    });
    expect(verdicts.every((row) => row.better + row.worse + row.no_clear_change + row.too_little_data === 2)).toBe(
      true
    );
  });

  test('goals by week, from the week in which they start', () => {
    const { goalsByWeek } = organisation(input());
    expect(goalsByWeek[0]?.time).toBe(at(19));
    expect(goalsByWeek).toHaveLength(12);
    for (const { counts } of goalsByWeek) expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(2);
    expect(goalsByWeek.at(-1)?.counts.missed).toBe(1);
  });

  test('at most six sentences, which name no team and no value', () => {
    const { sentences } = organisation(input());
    expect(sentences.map(({ topic }) => topic)).toContain('more_often');
    expect(sentences.length).toBeLessThanOrEqual(6);
    for (const { text } of sentences) expect(text).not.toContain('shop');
  });

  test('a chance is that of the end of the range', () => {
    const early = organisation({ ...input(), range: { from: at(18), to: at(20) + day } });
    const help = early.sentences.find(({ topic }) => topic === 'help');
    expect(help?.text).toContain('Release more often');
  });

  test('an objective has the goals of its own and of those below', () => {
    const objectives = [
      { objective: 'grow', title: 'Grow' },
      { objective: 'faster', title: 'Faster to market', parent: 'grow' },
    ];
    const lastQuarter = { from: at(20), to: at(31) };
    const [root] = objectiveStates(objectives, conclusions.goals, [], { now, lastQuarter });
    expect(root).toMatchObject({ objective: 'grow', goals: { active: 1, lastQuarter: { missed: 1 } } });
  });
});

const asked = async (name: string, by: { step: 'week' } | { step: 'month' } | { window: number }) => {
  const measure = conclusions.judged.find((each) => each.measure.name === name)?.measure;
  if (!measure) throw new Error('not watched');
  const query = {
    measure,
    team,
    statistic: 'value',
    groups: [undefined],
    range: { from: at(0), to: now },
    by,
  } as const;
  const points = await series(database, [source], settings.options, query, now);
  return withSignals(points, query, conclusions.judged);
};

test('a series of weeks has its usual range and marks what lay beyond it; other series have neither', async () => {
  const weekly = await asked('deployment_frequency', { step: 'week' });
  expect(weekly.usual?.at(-1)?.centre).toBeCloseTo(1, 2);
  const marked = weekly.groups[0]?.filter(({ signal }) => signal !== undefined) ?? [];
  expect(marked.map(({ time }) => time)).toEqual(Array.from({ length: 11 }, (_, n) => at(20 + n)));
  expect(new Set(marked.map(({ signal }) => signal))).toEqual(new Set(['better']));
  for (const by of [{ step: 'month' } as const, { window: 28 * day }, { window: 7 * day }]) {
    const other = await asked('deployment_frequency', by);
    expect(other).not.toHaveProperty('usual');
    expect(other.groups[0]?.some(({ signal }) => signal !== undefined)).toBe(false);
  }
});

test('a ratio is watched over four weeks, so its usual range stands beside values of 28 days', async () => {
  // None of the releases failed.
  expect((await asked('change_fail_rate', { window: 28 * day })).usual?.at(-1)).toMatchObject({ lower: 0, centre: 0 });
  expect(await asked('change_fail_rate', { step: 'week' })).not.toHaveProperty('usual');
});
