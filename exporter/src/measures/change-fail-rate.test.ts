import { expect, test } from '@jest/globals';
import { day, hour } from '#domain/window.ts';
import { changeFailRate } from './change-fail-rate.ts';
import { evaluate } from './evaluate.ts';
import { sliceOf } from './slice.fixture.ts';

const slice = sliceOf({
  deployments: [
    { at: 0, failed: true },
    { at: day },
    { at: 2 * day, rework: true }, // a rollback is a deployment like any other
    { at: 7 * day, failed: true },
  ],
});
const rateAt = (now: number, window = { from: 0, to: 7 * day }) =>
  evaluate(changeFailRate, changeFailRate.observe(slice), [window], { now, coverage: slice.coverage })[0];

test('failed ÷ all that finished in the window', () => {
  const { value } = rateAt(30 * day) ?? {};
  expect(value).toMatchObject({ value: 1 / 3, n: 3, numerator: 1, denominator: 3, leftOut: 0, complete: true });
  // Wilson, 1 of 3
  expect(value?.low).toBeCloseTo(0.0615, 4);
  expect(value?.high).toBeCloseTo(0.7923, 4);
});

test('counts young deployments at once, but stays provisional for 72 hours', () => {
  expect(rateAt(7 * day)?.value).toMatchObject({ n: 3, complete: false });
  expect(rateAt(7 * day + 72 * hour - 1)?.value?.complete).toBe(false);
  expect(rateAt(7 * day + 72 * hour)?.value?.complete).toBe(true);
});

test('of no deployment there is no rate', () => {
  expect(rateAt(30 * day, { from: 8 * day, to: 9 * day })).toEqual({});
});
