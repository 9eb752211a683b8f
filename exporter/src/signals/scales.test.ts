import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { average, gapRoot, identity, logarithm, squareRoot } from './scales.ts';

test('by hand', () => {
  expect(squareRoot().to(3)).toBeCloseTo(Math.sqrt(3.375), 12);
  // 10 a week, in a unit of events a day
  expect(squareRoot(1 / 7).to(10 / 7)).toBeCloseTo(Math.sqrt(10.375), 12);
  expect(gapRoot.to(2 ** 3.6)).toBeCloseTo(2, 12);
  expect(logarithm.to(0)).toBe(0);
});

test('one value for many: the plain mean of counts, else that of the scale', () => {
  expect(average(squareRoot(), [0, 0, 3].map(squareRoot().to))).toBeCloseTo(1, 12);
  expect(average(logarithm, [1, 100].map(logarithm.to))).toBeCloseTo(10, 12);
});

test('a limit below zero is zero, where values cannot be', () => {
  expect(squareRoot().from(-1)).toBe(0);
  expect(squareRoot().from(0.1)).toBe(0);
  expect(gapRoot.from(-1)).toBe(0);
  expect(logarithm.from(-3)).toBeGreaterThan(0);
});

test.each([
  ['identity', identity],
  ['logarithm', logarithm],
  ['square root', squareRoot()],
  ['square root of a rate', squareRoot(1 / 7)],
  ['root of gaps', gapRoot],
])('%s: there and back, and in the same order', (_, scale) => {
  const value = fc.double({ min: 1, max: 1e7, noNaN: true });
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(scale.from(scale.to(a)) / a).toBeCloseTo(1, 8);
      if (a < b) expect(scale.to(a)).toBeLessThanOrEqual(scale.to(b));
    })
  );
});
