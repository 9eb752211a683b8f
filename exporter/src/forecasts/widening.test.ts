import { expect, test } from '@jest/globals';
import { factorAt, learnWidening, missOf, widen } from './widening.ts';

/** Middle 50, 80 % band 10 to 90. */
const draws = Float64Array.from({ length: 101 }, (_, at) => at);

test('a miss is counted in half-widths of the band', () => {
  expect(missOf(draws, 50)).toBe(0);
  expect(missOf(draws, 90)).toBe(1);
  expect(missOf(draws, -10)).toBe(1.5);
  expect(missOf(Float64Array.of(3, 3, 3), 3)).toBe(0);
  expect(missOf(Float64Array.of(3, 3, 3), 4)).toBeUndefined();
});

test('without a past there is the prior alone: 1 % a week ahead', () => {
  expect(learnWidening([], [1, 8])).toEqual([
    { steps: 1, factor: 1.01 },
    { steps: 8, factor: 1.08 },
  ]);
});

test('the past is weighed by how many misses do not overlap', () => {
  // Ten misses of 2 at 4 weeks are worth 10 ÷ 4 = 2.5 against 2: 1.04^(2/4.5) × 2^(2.5/4.5)
  const [learned] = learnWidening(
    Array.from({ length: 10 }, () => ({ steps: 4, miss: 2 })),
    [4]
  );
  expect(learned?.factor).toBeCloseTo(1.04 ** (2 / 4.5) * 2 ** (2.5 / 4.5), 10);
});

test('it stays within a half and three', () => {
  const far = Array.from({ length: 500 }, () => ({ steps: 1, miss: 50 }));
  expect(learnWidening(far, [1])[0]?.factor).toBe(3);
  expect(
    learnWidening(
      far.map((one) => ({ ...one, miss: 0 })),
      [1]
    )[0]?.factor
  ).toBe(0.5);
});

test('between the horizons it is linear, beyond them constant', () => {
  const widening = [
    { steps: 1, factor: 1 },
    { steps: 5, factor: 2 },
  ];
  expect([0, 1, 2, 5, 40].map((steps) => factorAt(widening, steps))).toEqual([1, 1, 1.25, 2, 2]);
});

test('draws move away from their middle and stay in order', () => {
  expect([...widen(Float64Array.of(0, 10, 30), 2, 1)]).toEqual([-9, 11, 51]);
});
