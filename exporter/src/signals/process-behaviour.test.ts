import { describe, expect, test } from '@jest/globals';
import { alertLimits, alertMultiplier, baselineOf, drawnLimits } from './process-behaviour.ts';
import { normal, random } from './random.fixture.ts';

/** Flow rates of ten batches: NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (individuals charts). */
const flowRates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

test('the limits of the handbook: 45.82 and 55.80 around 50.81', () => {
  const baseline = baselineOf(flowRates);
  expect(baseline.centre).toBeCloseTo(50.81, 10);
  expect(baseline.range).toBeCloseTo(1.8778, 4);
  expect(drawnLimits(baseline).lower).toBeCloseTo(45.816, 2);
  expect(drawnLimits(baseline).upper).toBeCloseTo(55.804, 2);
});

test('alarm is given further out than the lines that are drawn, the more so the less is known', () => {
  const { upper } = alertLimits(baselineOf(flowRates));
  expect(upper).toBeCloseTo(50.81 + 4.13 * 1.8778, 3);
  const multipliers = Array.from({ length: 60 }, (_, n) => alertMultiplier(n));
  expect(multipliers.slice(0, 8)).toEqual(Array(8).fill(Infinity));
  expect(multipliers[8]).toBe(4.73);
  expect(multipliers[9]).toBeCloseTo(4.397, 3);
  expect([multipliers[12], multipliers[20], multipliers[26], multipliers[52], multipliers[59]]).toEqual([
    3.85, 3.32, 3.14, 2.88, 2.88,
  ]);
  multipliers.slice(9).forEach((multiplier, index) => {
    expect(multiplier).toBeLessThanOrEqual(multipliers[index + 8] ?? NaN);
  });
});

test('the same limits in minutes as in seconds, and shifted where the values are', () => {
  const { lower, upper } = alertLimits(baselineOf(flowRates));
  const moved = alertLimits(baselineOf(flowRates.map((value) => 60 * value + 7)));
  expect(moved.lower).toBeCloseTo(60 * lower + 7, 8);
  expect(moved.upper).toBeCloseTo(60 * upper + 7, 8);
});

describe('a week of an unchanged series of independent normal values is beyond the alert limits in about 0.27 %', () => {
  test.each([8, 12, 20, 26, 52])('baseline of %i weeks', (n) => {
    const next = random(n);
    const [runs, weeks] = [8000, 13];
    let alarms = 0;
    for (let run = 0; run < runs; run++) {
      const { lower, upper } = alertLimits(baselineOf(Array.from({ length: n }, () => normal(next))));
      for (let week = 0; week < weeks; week++) {
        const value = normal(next);
        if (value < lower || value > upper) alarms++;
      }
    }
    const share = alarms / (runs * weeks);
    expect(share).toBeGreaterThan(0.0018);
    expect(share).toBeLessThan(0.0037);
  });
});
