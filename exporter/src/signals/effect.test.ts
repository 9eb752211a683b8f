import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { changeFailRate } from '#measures/change-fail-rate.ts';
import { changeLeadTime } from '#measures/change-lead-time.ts';
import type { Measure } from '#measures/measure.ts';
import { sliceOf } from '#measures/slice.fixture.ts';
import { effectOf } from './effect.ts';
import { deployments, leadTimes, monday, week } from './judge.fixture.ts';

const steady = (level: number, weeks: number) =>
  Array.from({ length: weeks }, (_, index) => level * ([1, 1.2, 0.9, 1.1, 0.85][index % 5] ?? 1));

/** Done on the Wednesday of a week, looked at after so many. */
function effect(measure: Measure, facts: Parameters<typeof sliceOf>[0], doneIn: number, weeks: number) {
  const now = week(weeks);
  const slice = sliceOf(facts, { firstFactAt: monday, until: now });
  const observations = measure.observe(slice, { leadTimeFrom: 'first_commit', bots: 'out' });
  const request = { at: week(doneIn) + 2 * day, timeZone: 'UTC' };
  return effectOf(measure, observations, { now, coverage: slice.coverage }, request);
}

test('10 hours became 6: found within its interval, and it holds', () => {
  const facts = leadTimes([...steady(10, 30), ...steady(6, 30)]);
  const found = effect(changeLeadTime, facts, 29, 60);
  expect(found).toMatchObject({ verdict: 'better', n: 13, lasting: 'holds' });
  const { before = NaN, after = NaN, low = NaN, high = NaN } = found.change ?? {};
  expect(before / 3600).toBeCloseTo(10, 0);
  expect(after / 3600).toBeCloseTo(6, 0);
  expect(low / 3600).toBeLessThan(-4);
  expect(high / 3600).toBeGreaterThan(-4);
  expect(high).toBeLessThan(0);
});

test('what went back after a quarter has faded', () => {
  const facts = leadTimes([...steady(10, 30), ...steady(6, 14), ...steady(10, 16)]);
  expect(effect(changeLeadTime, facts, 29, 60)).toMatchObject({ verdict: 'better', lasting: 'faded' });
});

test('before six weeks have gone by there is too little data, before nineteen nobody knows whether it lasts', () => {
  const facts = leadTimes([...steady(10, 30), ...steady(6, 30)]);
  expect(effect(changeLeadTime, facts, 29, 35)).toEqual({ verdict: 'too_little_data', n: 5 });
  expect(effect(changeLeadTime, facts, 29, 36)).toMatchObject({ verdict: 'better', n: 6 });
  expect(effect(changeLeadTime, facts, 29, 48)).not.toHaveProperty('lasting');
  expect(effect(changeLeadTime, facts, 29, 49)).toHaveProperty('lasting', 'holds');
});

test('nothing changed: no clear change, and nothing that could last', () => {
  const found = effect(changeLeadTime, leadTimes(steady(10, 60)), 29, 60);
  expect(found).toMatchObject({ verdict: 'no_clear_change' });
  expect(found).not.toHaveProperty('lasting');
});

test('ratios: 3 of 10 became 1 of 10', () => {
  const failed = Array.from({ length: 60 }, (_, index) => (index < 30 ? 3 : 1));
  const found = effect(changeFailRate, deployments(Array<number>(60).fill(10), failed), 29, 61);
  expect(found).toMatchObject({ verdict: 'better', n: 130, lasting: 'holds', change: { before: 0.3, after: 0.1 } });
});
