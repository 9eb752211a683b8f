import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantile, quantileIntervals, quantileRanks, rateInterval, ratioInterval } from './statistics.ts';

const ordered = (values: readonly number[]) => {
  const sorted = [...values].sort((a, b) => a - b);
  return { n: sorted.length, at: (k: number) => sorted[k] ?? NaN };
};
const percent = ({ low, high }: { low: number; high: number }) => [low, high].map((end) => Math.round(end * 1000) / 10);

describe('quantile', () => {
  test('the median is the middle one, or the mean of the middle two', () => {
    expect(quantile(ordered([30, 10, 20]), 0.5)).toBe(20);
    expect(quantile(ordered([40, 10, 20, 30]), 0.5)).toBe(25);
  });

  test('others are linear between their neighbours (type 7)', () => {
    // h = 4 × 0.75 = 3 → the fourth; h = 4 × 0.9 = 3.6 → 40 + 0.6 × 60
    expect(quantile(ordered([10, 20, 30, 40, 100]), 0.75)).toBe(40);
    expect(quantile(ordered([10, 20, 30, 40, 100]), 0.9)).toBeCloseTo(76, 10);
  });

  test('of one value, of ties and at the end', () => {
    expect(quantile(ordered([7]), 0.9)).toBe(7);
    expect(quantile(ordered([5, 5, 5, 9]), 0.5)).toBe(5);
    expect(quantile(ordered([1, 2, 3]), 1)).toBe(3);
  });
});

describe('interval of a quantile', () => {
  test.each([
    [6, 1, 6],
    [10, 2, 9],
    [15, 4, 12],
    [20, 6, 15],
    [30, 10, 21],
    [50, 18, 33],
  ])('the median of %i lies between ranks %i and %i', (n, low, high) => {
    expect(quantileRanks(n, 0.5)).toEqual({ low, high });
  });

  test('is absent where n is too small: each side must hold at least 97.5 %', () => {
    expect(quantileRanks(0, 0.5)).toBeUndefined();
    expect(quantileRanks(5, 0.5)).toBeUndefined();
    // P(B ≤ 6) of (13, 0.75) = 2.43 %; 0.75^12 = 3.2 %, 0.75^13 = 2.4 %; 0.9^35 = 2.503 %, 0.9^36 = 2.3 %
    expect(quantileRanks(12, 0.75)).toBeUndefined();
    expect(quantileRanks(13, 0.75)).toEqual({ low: 7, high: 13 });
    expect(quantileRanks(35, 0.9)).toBeUndefined();
    expect(quantileRanks(36, 0.9)?.high).toBe(36);
    expect(quantileRanks(1000, 1)).toBeUndefined();
  });

  test('gives the values at those ranks', () => {
    expect(quantileIntervals(0.5)(ordered([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]))).toEqual({ low: 20, high: 90 });
  });

  test('does not lose its way with many observations', () => {
    // Normal approximation: 50,000 ± 1.96 × √(100,000 / 4) = 49,690 … 50,310
    const ranks = quantileRanks(100_000, 0.5);
    expect(ranks?.low).toBe(49_690);
    expect(ranks?.high).toBe(50_311);
  });

  test('holds at most 2.5 % beyond each end and could not be narrower', () => {
    const below = (n: number, p: number, k: number) => {
      // P(B < k) of binomial (n, p), by the plain recurrence
      let term = (1 - p) ** n;
      let total = 0;
      for (let i = 0; i < k; i++) {
        total += term;
        term *= ((n - i) / (i + 1)) * (p / (1 - p));
      }
      return total;
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.constantFrom(0.5, 0.75, 0.9), (n, p) => {
        const ranks = quantileRanks(n, p);
        if (!ranks) return below(n, p, 1) > 0.025 || 1 - below(n, p, n) > 0.025;
        const { low, high } = ranks;
        return (
          below(n, p, low) <= 0.025 &&
          below(n, p, low + 1) > 0.025 &&
          1 - below(n, p, high) <= 0.025 &&
          1 - below(n, p, high - 1) > 0.025
        );
      })
    );
  });
});

describe('interval of a ratio (Wilson)', () => {
  test.each([
    [0, 10, 0, 27.8],
    [0, 20, 0, 16.1],
    [2, 20, 2.8, 30.1],
    [5, 50, 4.3, 21.4],
    [10, 10, 72.2, 100],
  ])('%i of %i: %d to %d %%', (part, whole, low, high) => {
    expect(percent(ratioInterval(part, whole))).toEqual([low, high]);
  });
});

test('interval of a rate: none in 28 days may still be one a week, 20 may be 13 to 31', () => {
  const none = rateInterval(0, 28);
  expect(none.low).toBe(0);
  expect(none.high * 28).toBeCloseTo(3.84, 2);
  const twenty = rateInterval(20, 28);
  expect(twenty.low * 28).toBeCloseTo(12.95, 2);
  expect(twenty.high * 28).toBeCloseTo(30.89, 2);
});
