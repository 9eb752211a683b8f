import { expect, test } from '@jest/globals';
import { uniform } from '#domain/random.ts';
import { windowWeeks } from './ahead.ts';
import { drawAhead, drawsOf, pooled, quantileOf, said, shareReaching } from './ensemble.ts';
import { seriesOf, slotsOf } from './series.ts';
import { start, weeksOf } from './weeks.fixture.ts';
import { weekLength } from './scale.ts';

test('a probability is said 15 % nearer to a half, and never below 5 % or above 95 %', () => {
  // 0.5 + 0.85 × (0.9 − 0.5)
  expect(said(0.9)).toBeCloseTo(0.84, 10);
  expect(said(0.5)).toBe(0.5);
  expect([said(0), said(1)].map((p) => p.toFixed(3))).toEqual(['0.075', '0.925']);
  expect(said(1.1)).toBe(0.95);
});

test('the share of all draws together is the mean of the shares', () => {
  const together = pooled([Float64Array.of(1, 2), Float64Array.of(2, 4), Float64Array.of(0, 9)]);
  expect([...together]).toEqual([0, 1, 2, 2, 4, 9]);
  expect(shareReaching(together, 2, 'lower')).toBeCloseTo((1 + 0.5 + 0.5) / 3, 10);
  expect(shareReaching(together, 4, 'higher')).toBeCloseTo(2 / 6, 10);
  expect(quantileOf(together, 0.5)).toBe(2);
});

const series = seriesOf(
  slotsOf(weeksOf(Array.from({ length: 20 }, (_, at) => at)), start + 20 * weekLength, 'identity'),
  'identity'
);

test('the bootstrap knows the last twelve weeks only; what is known of a window counts as known', () => {
  // The window in one week: 17, 18, 19, and one of 8 to 19.
  const [next] = drawsOf('bootstrap_12', series, [1], windowWeeks, 500, uniform(1));
  next?.sort();
  expect(next?.[0]).toBe((17 + 18 + 19 + 8) / 4);
  expect(next?.[499]).toBe((17 + 18 + 19 + 19) / 4);
});

test('each method has the same say, and one alone has as many draws', () => {
  const steps = [1, 6];
  const three = drawAhead('ensemble', series, steps, windowWeeks, 100, uniform(1));
  const alone = drawAhead('bootstrap_12', series, steps, windowWeeks, 100, uniform(1));
  expect([...three, ...alone].map(({ length }) => length)).toEqual([300, 300, 300, 300]);
  expect(drawAhead('ensemble', series, steps, windowWeeks, 100, uniform(1))).toEqual(three);
  expect(drawAhead('ensemble', series, steps, windowWeeks, 100, uniform(2))).not.toEqual(three);
});
