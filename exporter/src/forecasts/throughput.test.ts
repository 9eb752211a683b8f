import { expect, test } from '@jest/globals';

import { forecastThroughput, learnThroughput, type ThroughputInput } from './throughput.ts';
import { countsOf, start } from './weeks.fixture.ts';
import { weekLength } from './scale.ts';

const uneven = [3, 0, 5, 2, 4, 0, 6, 1, 3, 2, 5, 4, 3, 0, 5, 2, 4, 1, 6, 1, 3, 2, 5, 4];
const input = (counts: readonly number[], items: number): ThroughputInput => ({
  weeks: countsOf(counts),
  items,
  now: start + counts.length * weekLength,
  seed: 5,
});
const weeks = (one: ThroughputInput): (number | undefined)[] => {
  const { p50, p85, p95 } = forecastThroughput(one);
  return [p50, p85, p95].map((time) => time && (time - one.now) / weekLength);
};

test('three a week without fail: ten items take four weeks', () => {
  expect(weeks(input(Array<number>(16).fill(3), 10))).toEqual([4, 4, 4]);
});

test('more certainty takes longer, and so do more items and growing scope', () => {
  const [p50 = NaN, p85 = NaN, p95 = NaN] = weeks(input(uneven, 30));
  // 30 ÷ 2.96 a week
  expect(p50).toBeGreaterThanOrEqual(9);
  expect(p50).toBeLessThanOrEqual(12);
  expect(p85).toBeGreaterThan(p50);
  expect(p95).toBeGreaterThan(p85);
  const [more = NaN] = weeks(input(uneven, 45));
  expect(more).toBeGreaterThan(p50);
  const [grown = NaN] = weeks({ ...input(uneven, 30), growth: { low: 10, high: 20 } });
  expect(grown).toBeGreaterThan(p50);
  expect(grown).toBeLessThanOrEqual(more + 1);
});

test('weeks of zero stay in: half of them double the time', () => {
  const halved = Array.from({ length: 24 }, (_, at) => (at % 2 === 0 ? 4 : 0));
  const [p50 = NaN] = weeks(input(halved, 20));
  expect(p50).toBeGreaterThanOrEqual(9);
  expect(p50).toBeLessThanOrEqual(12);
});

test('the same seed, the same dates, whether it was learned before or is learned now', () => {
  const one = input(uneven, 30);
  const learned = learnThroughput(one.weeks, one.now, one.seed);
  expect(forecastThroughput({ ...one, learned })).toEqual(forecastThroughput(one));
  expect(forecastThroughput(input(uneven, 30))).toEqual(forecastThroughput(input(uneven, 30)));
});

test('nothing done, no date; nothing to do, now', () => {
  expect(weeks(input(Array<number>(20).fill(0), 5))).toEqual([undefined, undefined, undefined]);
  expect(weeks(input(uneven, 0))).toEqual([0, 0, 0]);
});

test('unreliable where the throughput has changed, or the flow is not stable, or too little is known', () => {
  const [signal, unstable] = [
    forecastThroughput({ ...input(uneven, 5), signal: true }),
    forecastThroughput({ ...input(uneven, 5), unstable: true }),
  ];
  expect([signal.reliable, unstable.reliable, forecastThroughput(input(uneven, 5)).reliable]).toEqual([
    false,
    false,
    true,
  ]);
  expect(signal.because).toContain('just changed');
  expect(unstable.because).toContain('different rates');
  expect(forecastThroughput(input(uneven.slice(0, 7), 5))).toEqual({
    reliable: false,
    because: 'Not enough history: 7 of 12 weeks.',
  });
});
