import { expect, test } from '@jest/globals';
import { commonRange, ofEvents, ofTrials, tails } from './predictive.ts';

const close = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  found.forEach((probability, k) => {
    expect(probability).toBeCloseTo(expected[k] ?? NaN, 12);
  });
};

test('beta-binomial by hand: a = b = 1.5 and two trials', () => {
  // (1.5 × 2.5) ÷ (3 × 4) at both ends
  close(ofTrials(1, 2, 2), [0.3125, 0.375, 0.3125]);
});

test('with a = b = 1 every count is as likely', () => {
  close(ofTrials(0.5, 1, 4), [0.2, 0.2, 0.2, 0.2, 0.2]);
});

test('thousands of trials do not vanish: the probabilities add up to 1', () => {
  const { high } = tails(ofTrials(9000, 10_000, 5000), 0);
  expect(high).toBeCloseTo(1, 8);
});

test('negative binomial with a = 1 and as long before as after: halves', () => {
  close(ofEvents(0.5, 1, 1).slice(0, 4), [0.5, 0.25, 0.125, 0.0625]);
});

test('both tails hold the count itself', () => {
  expect(tails([0.2, 0.3, 0.5], 1)).toEqual({ low: 0.5, high: 0.8 });
});

test('common counts are those that neither tail calls rare', () => {
  expect(commonRange([0.01, 0.09, 0.8, 0.095, 0.005], 0.01)).toEqual({ lower: 1, upper: 3 });
  expect(commonRange([0.5, 0.5], 0.01)).toEqual({ lower: 0, upper: 1 });
});
