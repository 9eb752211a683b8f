import { expect, test } from '@jest/globals';
import { dampedHolt, simpleSmoothing, smooth } from './smoothing.ts';

const all = (y: readonly number[]): number[] => y.flatMap((value, at) => (Number.isNaN(value) ? [] : [at]));

test('simple smoothing, worked by hand', () => {
  // 10 → 12 is missed by 2, the level goes half of it; 11 is met.
  const { level, trend, errors, squares } = smooth(Float64Array.of(12, 11), 10, 0.5, 0);
  expect([level, trend, squares, ...errors]).toEqual([11, 0, 4, 2, 0]);
});

test('the damped trend, worked by hand', () => {
  // Week 1: ahead 10, error 2, level 11, trend 0.5 × 0.2 × 2 = 0.2.
  // Week 2: ahead 11 + 0.9 × 0.2 = 11.18, error 2.82, level 12.59, trend 0.18 + 0.282 = 0.462.
  const { level, trend, errors } = smooth(Float64Array.of(12, 14), 10, 0.5, 0.2);
  expect(errors[1]).toBeCloseTo(2.82, 10);
  expect(level).toBeCloseTo(12.59, 10);
  expect(trend).toBeCloseTo(0.462, 10);
});

test('a week that is not known teaches nothing', () => {
  const { level, errors } = smooth(Float64Array.of(12, NaN, 11), 10, 0.5, 0);
  expect([level, ...errors]).toEqual([11, 2, 0, 0]);
});

test('noise around a level is averaged, a new level is followed', () => {
  const noise = [5, 7, 4, 6, 5, 7, 4, 6, 5, 7, 4, 6];
  const step = [0, 0, 0, 0, 0, 0, 9, 9, 9, 9, 9, 9];
  expect(simpleSmoothing(Float64Array.from(noise), all(noise)).alpha).toBe(0.05);
  const followed = simpleSmoothing(Float64Array.from(step), all(step));
  expect(followed.alpha).toBe(0.9);
  expect(followed.level).toBeCloseTo(9, 3);
});

test('a straight line is a trend', () => {
  const line = Array.from({ length: 30 }, (_, at) => at);
  const { level, trend } = dampedHolt(Float64Array.from(line), all(line));
  expect(level).toBeGreaterThan(27);
  expect(trend).toBeGreaterThan(0.4);
});

test('errors are what is left to chance: their mean is nothing, those of unknown weeks are not there', () => {
  const y = [1, 4, 2, NaN, 8, 5, 7];
  const { errors, at } = simpleSmoothing(Float64Array.from(y), all(y));
  expect(at).toEqual([0, 1, 2, 4, 5, 6]);
  expect(errors).toHaveLength(6);
  expect(errors.reduce((sum, error) => sum + error, 0)).toBeCloseTo(0, 10);
});
