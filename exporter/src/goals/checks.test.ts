import { describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { warningsOf, type CheckInputs } from './checks.ts';
import { smallestShift, stepsOf } from './detectable.ts';
import { goal, start } from './goal.fixture.ts';

const week = 7 * day;
const nothing: CheckInputs = { history: [], weekly: [], benchmarks: [], goals: [] };
const checks = (changes: Parameters<typeof goal>[0], inputs: Partial<CheckInputs> = {}): string[] =>
  warningsOf(goal(changes), { ...nothing, ...inputs }).map(({ check }) => check);

/** Sixty weeks before the start, the value of each by its number. */
const past = (value: (index: number) => number) =>
  Array.from({ length: 60 }, (_, index) => ({ at: start - (60 - index) * week, value: value(index) }));

test('a goal of which nothing else is known has no warning', () => {
  expect(warningsOf(goal(), nothing)).toEqual([]);
});

describe('outside its own history', () => {
  // 55 h, and 54 h in every other quarter: the largest change within 13 weeks is one hour.
  const history = past((index) => (Math.floor(index / 13) % 2 ? 54 : 55) * 3600);

  test('a step of five hours where one hour is the most', () => {
    expect(warningsOf(goal(), { ...nothing, baseline: 55 * 3600, history })).toEqual([
      {
        check: 'outside_history',
        text:
          "outside this team's own history: the step is 5 h, and 95 of 100 changes of that length in its past " +
          'were at most 60 min. What will be different this time?',
      },
    ]);
  });

  test('a step that it has made before; a history too short to tell', () => {
    expect(checks({ target: 54 * 3600 }, { baseline: 55 * 3600, history })).toEqual([]);
    expect(checks({}, { baseline: 55 * 3600, history: history.slice(-20) })).toEqual([]);
  });

  test('steps are those of the length of the goal, of seven quarters at most, and the better way', () => {
    const rising = past((index) => index);
    expect(new Set(stepsOf(rising, 13 * week, start, 'higher'))).toEqual(new Set([13]));
    expect(new Set(stepsOf(rising, 13 * week, start, 'lower'))).toEqual(new Set([-13]));
    expect(stepsOf(rising, 13 * week, start, 'higher')).toHaveLength(47);
    const long = Array.from({ length: 300 }, (_, index) => ({ at: start - index * week, value: index }));
    expect(stepsOf(long.reverse(), 13 * week, start, 'higher')).toHaveLength(92 - 13);
  });
});

describe('too small to detect', () => {
  // Moving ranges of 2 throughout: the spread is 2 ÷ 1.128 = 1.77; within 12 weeks a shift of 2.09 × 1.77 = 3.7 is seen.
  const weekly = Array.from({ length: 24 }, (_, index) => 10 + (index % 2 ? 1 : -1));
  const by = { promql: 'x', unit: 'orders', better: 'lower' } as const;

  test('a step of 3 is, of 4 is not', () => {
    const inputs = { baseline: 10, weekly };
    expect(checks({ by, target: 7, stretch: 6 }, inputs)).toEqual(['too_small_to_detect']);
    expect(checks({ by, target: 6, stretch: 5 }, inputs)).toEqual([]);
    expect(checks({ by, target: 7, stretch: 6 }, { ...inputs, weekly: weekly.slice(0, 7) })).toEqual([]);
  });

  test('of durations on the log scale: the same in hours and in seconds', () => {
    const options = { length: 13 * week, better: 'lower', log: true } as const;
    const hours = smallestShift([40, 60, 45, 70, 50, 44, 62, 51, 48], { from: 50, ...options }) ?? NaN;
    const seconds = smallestShift(
      [40, 60, 45, 70, 50, 44, 62, 51, 48].map((value) => value * 3600),
      { from: 50 * 3600, ...options }
    );
    expect(seconds).toBeCloseTo(hours * 3600, 6);
    expect(hours).toBeGreaterThan(10);
    expect(hours).toBeLessThan(50);
  });

  test('what it calls visible is seen in about 80 of 100 futures of independent normal weeks', () => {
    let state = 7;
    const uniform = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
    const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    for (const weeks of [4, 8, 13, 26]) {
      // With a spread of 1: moving ranges of 1.128.
      const calm = Array.from({ length: 40 }, (_, index) => (index % 2 ? 1.128 : 0));
      const shift = smallestShift(calm, { from: 0, length: weeks * week, better: 'higher', log: false }) ?? NaN;
      const seen = Array.from({ length: 20_000 }, () =>
        Array.from({ length: weeks }, normal).some((value) => value + shift > 3)
      ).filter(Boolean).length;
      expect(Math.abs(seen / 20_000 - 0.8)).toBeLessThan(0.02);
    }
  });
});

test('no guardrail for how the work runs; none is asked for what users feel', () => {
  expect(checks({ guardrails: [] })).toEqual(['no_guardrail']);
  expect(checks({ guardrails: [], by: { measure: 'change_fail_rate' }, target: 0.1, stretch: 0.05 })).toEqual([]);
});

test('velocity or an allocation as a target', () => {
  expect(checks({ by: { measure: 'flow_velocity', better: 'higher' } })).toEqual(['velocity_or_allocation']);
  expect(checks({ by: { measure: 'flow_unplanned', better: 'lower' } })).toEqual(['velocity_or_allocation']);
});

test('a benchmark pasted as target or stretch', () => {
  const benchmarks = [{ measure: 'change_lead_time', value: 45 * 3600, source: 'a survey' }];
  expect(checks({}, { benchmarks })).toEqual(['benchmark_as_target']);
  expect(checks({ stretch: 44 * 3600 }, { benchmarks })).toEqual([]);
  expect(checks({ by: { measure: 'flow_time' } }, { benchmarks })).toEqual([]);
});

test('more than three at once in one team', () => {
  const goals = ['a', 'b', 'c', 'd'].map((id) => goal({ id }));
  expect(checks({ id: 'd' }, { goals })).toEqual(['too_many_goals']);
  expect(checks({ id: 'd' }, { goals: goals.slice(1) })).toEqual([]);
  const others = [goal(), goal({ team: 'search' }), goal({ due: start }), goal({ start: start + 1 })];
  expect(checks({}, { goals: others })).toEqual([]);
});
