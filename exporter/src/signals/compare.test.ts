import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareEvents, compareTrials, compareValues, studentQuantile } from './compare.ts';
import { identity, logarithm } from './scales.ts';

const trials = (part: number, whole: number) => [{ from: 0, to: 1, part, whole }];

describe('two spans of values', () => {
  test("Student's t at 99.5 %, as printed in tables", () => {
    expect(studentQuantile(5)).toBeCloseTo(4.032, 2);
    expect(studentQuantile(10)).toBeCloseTo(3.169, 3);
    expect(studentQuantile(30)).toBeCloseTo(2.75, 3);
    expect(studentQuantile(1e9)).toBeCloseTo(2.576, 3);
  });

  test('Welch by hand: 2 ± 3.12 × √(1/7 + 1/5)', () => {
    const found = compareValues([1, 3, 1, 3, 1, 3, 1, 3], [3, 5, 3, 5, 3, 5], identity);
    expect(found).toMatchObject({ before: 2, after: 4, n: 6 });
    expect(found.low).toBeCloseTo(2 - 1.827, 2);
    expect(found.high).toBeCloseTo(2 + 1.827, 2);
  });

  test('neighbours that resemble each other prove less', () => {
    const apart = compareValues([1, 3, 1, 3, 1, 3, 1, 3], [3, 5, 3, 5, 3, 5], identity);
    const alike = compareValues([1, 1, 1, 1, 3, 3, 3, 3], [3, 3, 3, 5, 5, 5], identity);
    expect(alike).toMatchObject({ before: 2, after: 4 });
    expect(apart.low).toBeGreaterThan(0);
    expect(alike.low).toBeLessThan(0);
  });

  test('in minutes or in seconds: the same, sixty times', () => {
    const value = fc.integer({ min: 100, max: 10_000 });
    const values = fc.array(value, { minLength: 8, maxLength: 20 });
    fc.assert(
      fc.property(values, values, (before, after) => {
        fc.pre(new Set(before).size > 1);
        const logs = (some: readonly number[], by: number) => some.map((of) => logarithm.to(of * by));
        const minutes = compareValues(logs(before, 1), logs(after, 1), logarithm);
        const seconds = compareValues(logs(before, 60), logs(after, 60), logarithm);
        expect(seconds.after / minutes.after).toBeCloseTo(60, 6);
        expect(seconds.low / 60 / minutes.low).toBeCloseTo(1, 6);
        expect(seconds.high / 60 / minutes.high).toBeCloseTo(1, 6);
      })
    );
  });

  test('values that never differ did not change', () => {
    const found = compareValues(Array<number>(8).fill(0.1), Array<number>(6).fill(0.1), logarithm);
    expect([found.low, found.high]).toEqual([0, 0]);
  });

  test('values that all rose by as much rise by as much in the interval', () => {
    const [before, after] = [
      [5, 9, 4, 8, 5, 9, 7, 6],
      [6, 7, 9, 5, 8, 6],
    ];
    const found = compareValues(before, after, identity);
    const higher = compareValues(
      before,
      after.map((value) => value + 3),
      identity
    );
    expect(higher.low).toBeCloseTo(found.low + 3, 8);
    expect(higher.high).toBeCloseTo(found.high + 3, 8);
  });
});

describe('two ratios', () => {
  test("Newcombe's example: 56 of 70 against 48 of 80 is 0.0524 to 0.3339 at 95 %", () => {
    const found = compareTrials(trials(48, 80), trials(56, 70), 1.959964);
    expect(found).toMatchObject({ before: 0.6, after: 0.8, n: 70 });
    expect(found.low).toBeCloseTo(0.0524, 4);
    expect(found.high).toBeCloseTo(0.3339, 4);
  });

  test('none of few is not clear, none of many is', () => {
    expect(compareTrials(trials(6, 60), trials(0, 20)).high).toBeGreaterThan(0);
    expect(compareTrials(trials(60, 600), trials(0, 200)).high).toBeLessThan(0);
  });
});

test('events: 13 in 26 weeks, then 13 in 13; the later half of 26 is 0.27 to 0.73 of them', () => {
  const found = compareEvents({ events: 13, span: 26 }, { events: 13, span: 13 });
  expect(found).toMatchObject({ before: 0.5, after: 1, n: 13 });
  // Wilson at 99 % of 13 of 26: 0.2743 to 0.7257, so 0.756 to 5.29 times as many a week
  expect(found.low).toBeCloseTo(0.5 * (0.756 - 1), 3);
  expect(found.high).toBeCloseTo(0.5 * (5.29 - 1), 2);
});
