import { expect, test } from '@jest/globals';
import { baseRateBrier, brier, calibrationError, mase, pinball, reliability, wape } from './scores.ts';

test('MASE: misses ÷ those of the last value', () => {
  // (1 + 2) ÷ (4 + 2)
  const all = [
    { forecast: 11, naive: 8, actual: 12 },
    { forecast: 7, naive: 7, actual: 5 },
  ];
  expect(mase(all)).toBe(0.5);
  expect(mase([{ forecast: 3, naive: 3, actual: 3 }])).toBeNaN();
});

test('WAPE: misses ÷ what came', () => {
  // (2 + 2) ÷ (10 + 6)
  const all = [
    { forecast: 8, actual: 10 },
    { forecast: 8, actual: 6 },
  ];
  expect(wape(all)).toBe(0.25);
});

test('pinball: the 90 % quantile pays nine times as much for being below as for being above', () => {
  expect(pinball(10, 14, 0.9)).toBeCloseTo(3.6, 10);
  expect(pinball(10, 6, 0.9)).toBeCloseTo(0.4, 10);
  expect(pinball(10, 14, 0.5)).toBe(2);
});

const claims = [
  { probability: 0.9, came: true },
  { probability: 0.9, came: true },
  { probability: 0.9, came: false },
  { probability: 0.3, came: false },
];

test('Brier, and that of the base rate', () => {
  // (0.01 + 0.01 + 0.81 + 0.09) ÷ 4; half came: 0.5 × 0.5
  expect(brier(claims)).toBeCloseTo(0.23, 10);
  expect(baseRateBrier(claims)).toBe(0.25);
});

test('reliability: five bins, those without claims left out', () => {
  const bins = reliability(claims);
  expect(bins.map(({ from, n }) => [from, n])).toEqual([
    [0.2, 1],
    [0.8, 3],
  ]);
  expect(bins[1]?.said).toBeCloseTo(0.9, 10);
  expect(bins[1]?.came).toBeCloseTo(2 / 3, 10);
  // (1 × 0.3 + 3 × 0.2333) ÷ 4
  expect(calibrationError(bins)).toBeCloseTo(0.25, 10);
  expect(reliability([{ probability: 1, came: true }])[0]?.to).toBe(1);
});
