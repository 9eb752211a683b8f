import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { forecastGoal, type GoalForecastInput } from './goal.ts';

import { countsOf, normals, start, weeksOf } from './weeks.fixture.ts';
import { weekLength } from './scale.ts';

const normal = normals(11);
const logs = Array.from({ length: 40 }, () => 0.3 * normal());
const leadTimes = (shift = 0, unit = 3600) => weeksOf(logs.map((x) => unit * 20 * Math.exp(x + shift)));
const now = start + 40 * weekLength + 3 * 24 * 3_600_000;
const hour = 3600;
const input: GoalForecastInput = {
  weeks: leadTimes(),
  kind: 'log',
  better: 'lower',
  value: 19 * hour,
  now,
  due: now + 8.5 * weekLength,
  target: 18 * hour,
  stretch: 14 * hour,
  seed: 7,
};

describe('the forecast of a goal', () => {
  const found = forecastGoal(input);

  test('gives the same chances where only they are asked for', () => {
    for (const weeksAhead of [8.5, 40]) {
      const asked = { ...input, due: now + weeksAhead * weekLength };
      const { probability, stretchProbability, method, because } = forecastGoal(asked);
      const only = forecastGoal({ ...asked, chancesOnly: true });
      expect(only).toEqual({ weeks: [], probability, stretchProbability, method, because });
    }
  });

  test('starts at the present window and goes weekly to the due date', () => {
    expect(found.weeks).toHaveLength(10);
    const [first] = found.weeks;
    expect(first?.time).toBe(now);
    expect([first?.low, first?.middle, first?.high].map((value) => Math.round(value ?? NaN))).toEqual([
      ...[19 * hour, 19 * hour, 19 * hour],
    ]);
    expect(found.weeks[1]?.time).toBe(now + weekLength);
    expect(found.weeks.at(-1)?.time).toBe(input.due);
    for (const { low, middle, high } of found.weeks.slice(1)) {
      expect(low).toBeLessThan(middle);
      expect(middle).toBeLessThan(high);
    }
  });

  test('the window is less sure the fewer of its weeks are known', () => {
    const widths = found.weeks.slice(0, 5).map(({ low, high }) => high / low);
    expect(widths).toEqual([...widths].sort((a, b) => a - b));
  });

  test('the same seed, the same forecast', () => {
    expect(forecastGoal(input)).toEqual(found);
    expect(forecastGoal({ ...input, seed: 8 })).not.toEqual(found);
  });

  test('an easier target is as likely or likelier, within what is ever said', () => {
    const chances = [1, 10, 14, 16, 18, 20, 24, 30, 1000].map((hours) => {
      const { probability = NaN } = forecastGoal({ ...input, target: hours * hour });
      return probability;
    });
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(chances[0]).toBeGreaterThanOrEqual(0.05);
    expect(chances.at(-1)).toBeLessThanOrEqual(0.95);
    expect(found.stretchProbability).toBeLessThan(found.probability ?? NaN);
  });

  test('better data, likelier', () => {
    const chances = [0.3, 0.1, 0, -0.1, -0.3].map((shift) => {
      const value = 19 * hour * Math.exp(shift);
      const { probability = NaN } = forecastGoal({ ...input, weeks: leadTimes(shift), value });
      return probability;
    });
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(new Set(chances).size).toBe(5);
  });

  test('the unit does not matter', () => {
    const inHours = forecastGoal({ ...input, weeks: leadTimes(0, 1), value: 19, target: 18, stretch: 14 });
    expect(inHours.probability).toBeCloseTo(found.probability ?? NaN, 3);
    expect((inHours.weeks.at(-1)?.high ?? NaN) * hour).toBeCloseTo(found.weeks.at(-1)?.high ?? NaN, 3);
  });

  test('reached: now where it is met, never where it is out of reach', () => {
    expect(forecastGoal({ ...input, target: 19.5 * hour }).likelyReachedAt).toBe(now);
    expect(forecastGoal({ ...input, target: 1 * hour })).not.toHaveProperty('likelyReachedAt');
    const falling = weeksOf(logs.map((x, at) => hour * 60 * Math.exp(x / 10 - at / 25)));
    const { likelyReachedAt } = forecastGoal({ ...input, weeks: falling, value: 13.5 * hour, target: 12.5 * hour });
    expect(likelyReachedAt).toBeGreaterThan(now);
    expect(likelyReachedAt).toBeLessThan(now + 8 * weekLength);
  });
});

test('deployments: higher is better, a rate a day is judged as counts a week', () => {
  const counts = logs.map((x) => Math.max(0, Math.round(6 + 6 * x)));
  const found = forecastGoal({
    ...input,
    weeks: countsOf(counts),
    kind: 'sqrt',
    better: 'higher',
    value: 6 / 7,
    target: 0.5,
    stretch: 1.5,
  });
  expect(found.probability).toBeGreaterThan(0.8);
  expect(found.stretchProbability).toBeLessThan(0.2);
  expect(found.weeks.at(-1)?.low).toBeGreaterThan(0);
});

test('a fail rate stays between 0 and 1', () => {
  const failed = [0, 1, 0, 0, 2, 0, 1, 0, 0, 0, 1, 3];
  const weeks = weeksOf(Array.from({ length: 36 }, (_, at) => (failed[at % 12] ?? 0) / 5)).map((week) => ({
    ...week,
    n: 5,
    denominator: 5,
  }));
  const found = forecastGoal({ ...input, weeks, kind: 'ratio', value: 0.2, target: 0.1 });
  expect(found.weeks.every(({ low, high }) => low >= 0 && high <= 1)).toBe(true);
  // 8 of 60 in the long run
  expect(found.weeks.at(-1)?.middle).toBeGreaterThan(0.08);
  expect(found.weeks.at(-1)?.middle).toBeLessThan(0.22);
});

test('nothing is said of too short a history, or after the due date', () => {
  const six = forecastGoal({ ...input, weeks: leadTimes().slice(0, 6) });
  expect(six).toEqual({ weeks: [], because: 'Not enough history: 6 of 12 weeks.' });
  expect(forecastGoal({ ...input, due: now })).toEqual({ weeks: [], because: 'The due date has passed.' });
});

test('twelve weeks are enough, though not enough to check the method', () => {
  const found = forecastGoal({ ...input, weeks: leadTimes().slice(-12) });
  expect(found.weeks).toHaveLength(10);
  expect(found.because).toContain('not yet checked');
});

test('whatever the history, bands are in order and chances within what is ever said', () => {
  const week = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 9 }) },
    { weight: 1, arbitrary: fc.constant(NaN) }
  );
  const kinds = fc.constantFrom('log', 'sqrt', 'ratio', 'identity');
  fc.assert(
    fc.property(fc.array(week, { minLength: 12, maxLength: 40 }), kinds, fc.integer(), (counts, kind, seed) => {
      const weeks = weeksOf(
        counts.map((count) => count / 9),
        (value) => Math.round(9 * value)
      ).flatMap((one) => (Number.isNaN(one.value) ? [] : [kind === 'ratio' ? { ...one, n: 9, denominator: 9 } : one]));
      const at = start + counts.length * weekLength;
      const found = forecastGoal({
        weeks,
        kind,
        better: 'lower',
        now: at,
        due: at + 6 * weekLength,
        target: 0.3,
        seed,
      });
      expect(found.weeks.length === 0).toBe(weeks.length < 12);
      for (const { low, middle, high } of found.weeks) {
        expect(low).toBeLessThanOrEqual(middle + 1e-9);
        expect(middle).toBeLessThanOrEqual(high + 1e-9);
      }
      const { probability = 0.5 } = found;
      expect(probability).toBeGreaterThanOrEqual(0.05);
      expect(probability).toBeLessThanOrEqual(0.95);
    }),
    { numRuns: 25, seed: 1 }
  );
});
