import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gradesOf, progressOf } from './progress.ts';

describe('golden: the worked example of a lead time, 55 to 50 with 45 as the stretch', () => {
  const way = { baseline: 55, target: 50, stretch: 45, better: 'lower' } as const;

  test.each([
    // (55 − 47) ÷ (55 − 50) = 1.6; against the stretch (55 − 47) ÷ (55 − 45) = 0.8
    [47, { progress: 1.6, grade: 1, stretchGrade: 0.8 }],
    [55, { progress: 0, grade: 0, stretchGrade: 0 }],
    [50, { progress: 1, grade: 1, stretchGrade: 0.5 }],
    [45, { progress: 2, grade: 1, stretchGrade: 1 }],
    [60, { progress: -1, grade: 0, stretchGrade: 0 }],
  ])('reached %d', (value, grades) => {
    expect(gradesOf(value, way)).toEqual(grades);
  });

  test('where higher is better the same holds the other way', () => {
    // From 2 to 4 deployments a day, 3.5 reached: 1.5 ÷ 2.
    expect(gradesOf(3.5, { baseline: 2, target: 4, better: 'higher' })).toEqual({ progress: 0.75, grade: 0.75 });
  });
});

test('a baseline as good as the target leaves no way to go', () => {
  const way = { baseline: 48, target: 50, better: 'lower' } as const;
  expect([47, 50, 51].map((value) => progressOf(value, way))).toEqual([1, 1, 0]);
  expect(progressOf(50, { baseline: 50, target: 50, better: 'higher' })).toBe(1);
});

const number = fc.double({ min: 0.1, max: 1e6, noNaN: true });
const way = fc.record({
  baseline: number,
  target: number,
  better: fc.constantFrom('lower' as const, 'higher' as const),
});

test('a better value never grades lower', () => {
  fc.assert(
    fc.property(way, number, number, (given, a, b) => {
      const [worse, best] =
        given.better === 'lower' ? [Math.max(a, b), Math.min(a, b)] : [Math.min(a, b), Math.max(a, b)];
      expect(progressOf(best, given)).toBeGreaterThanOrEqual(progressOf(worse, given));
    })
  );
});

test('hours or seconds: the progress is the same', () => {
  fc.assert(
    fc.property(way, number, (given, value) => {
      const inSeconds = { ...given, baseline: given.baseline * 4096, target: given.target * 4096 };
      // A power of two scales without rounding.
      expect(progressOf(value * 4096, inSeconds)).toBe(progressOf(value, given));
    })
  );
});
