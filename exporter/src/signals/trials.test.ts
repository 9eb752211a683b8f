import { describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { ofTrials, tails } from './predictive.ts';
import { togetherOf, trialsMethod, type Trials } from './trials.ts';

const week = 7 * day;
const weeks = (rows: readonly (readonly [part: number, whole: number])[]): Trials[] =>
  rows.map(([part, whole], index) => ({ from: index * week, to: (index + 1) * week, part, whole }));

describe('trials that fail together', () => {
  test('as even as chance, or evener: each counts', () => {
    expect(
      togetherOf(
        weeks([
          [1, 10],
          [1, 10],
          [1, 10],
          [2, 10],
        ])
      )
    ).toBe(1);
    expect(
      togetherOf(
        weeks([
          [0, 10],
          [0, 10],
        ])
      )
    ).toBe(1);
  });

  test('all or nothing in weeks of ten: ten count as little more than one', () => {
    // χ² = 4 × 5² ÷ (10 × ¼) = 40, of 3 degrees of freedom
    expect(
      togetherOf(
        weeks([
          [0, 10],
          [10, 10],
          [0, 10],
          [10, 10],
        ])
      )
    ).toBeCloseTo(40 / 3, 10);
  });
});

test('the last four weeks, by the calendar', () => {
  const [a, b, c, d, e] = weeks([
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
    [1, 2],
  ]);
  if (!a || !b || !c || !d || !e) throw new Error('five weeks');
  expect(trialsMethod.seesFrom?.([a, b, c, d, e], 4)).toBe(1);
  expect(trialsMethod.seesFrom?.([a, b, e], 2)).toBe(1);
  expect(trialsMethod.seesFrom?.([a, e], 1)).toBe(1);
});

test('more failures are never less of an alarm', () => {
  const learned = trialsMethod.learn(weeks(Array.from({ length: 26 }, () => [1, 5] as const)));
  if (!learned) throw new Error('130 trials');
  const sides = Array.from({ length: 21 }, (_, part) => trialsMethod.look(learned, weeks([[part, 20]]), 0).beyond);
  expect(sides).toEqual([...sides].sort((x, y) => x - y));
  // P(X ≥ 9) = 1.7 %, P(X ≥ 10) = 0.5 %
  expect([sides[9], sides[10], sides[20]]).toEqual([0, 1, 1]);
});

test('the short cut for usual weeks answers as the whole sum does', () => {
  for (const [part, whole, of] of [
    [3, 30, 12],
    [1, 300, 40],
    [0, 30, 60],
    [29, 30, 100],
    [50, 100, 400],
  ] as const) {
    const learned = { part, whole, usualWhole: of, together: 1 };
    for (let few = 0; few <= of; few++) {
      const { low, high } = tails(ofTrials(part, whole, of), few);
      const { beyond } = trialsMethod.look(learned, weeks([[few, of]]), 0);
      if (few * whole !== part * of) expect(beyond !== 0).toBe(Math.min(low, high) <= 0.01);
    }
  }
});
