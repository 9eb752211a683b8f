import { describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { flowStability, isStable } from './flow-stability.ts';
import { saidAt } from './flow.fixture.ts';

/** Park and Miller's generator: the same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Two arrivals a day on average, as a Poisson process; each item takes 1 to 9 days, 5 on average. */
function steady(seed: number, days: number) {
  const next = numbers(seed);
  const items: { start: number; end: number }[] = [];
  for (let time = 0; time < days; time -= Math.log(next()) / 2) {
    items.push({ start: time * day, end: (time + 1 + 8 * next()) * day });
  }
  return items;
}

describe("Little's law", () => {
  test('worked by hand: item days in progress of 8 weeks ÷ flow time of what was finished in them', () => {
    const items = [
      { start: 0, end: 60 * day }, // 56 days of it in the span from day 44 to day 100: 16, flow time 60
      { start: 50 * day, end: 90 * day }, // 40 and 40
      { start: 80 * day }, // 20, unfinished
      { start: 90 * day, cancelled: 95 * day }, // 5, given up
      { end: 70 * day }, // in neither
    ];
    expect(saidAt(flowStability, { items }, 100 * day)).toMatchObject({
      value: 81 / 100,
      n: 2,
      numerator: 81 * 86_400,
      denominator: 100 * 86_400,
    });
    expect(saidAt(flowStability, { items: [{ start: 0 }] }, 100 * day)).toBeUndefined();
  });

  test.each([1, 2, 3, 4, 5])('holds in a steady system (%d)', (seed) => {
    const items = steady(seed, 400);
    for (const days of [100, 200, 300, 390]) {
      const value = saidAt(flowStability, { items }, days * day)?.value ?? NaN;
      expect(Math.abs(value - 1)).toBeLessThan(0.12);
      expect(isStable(value)).toBe(true);
    }
  });

  test('the check fires where half of what is started is never finished', () => {
    const items = steady(6, 400).map(({ start, end }, index) => (index % 2 === 0 ? { start, end } : { start }));
    const value = saidAt(flowStability, { items }, 200 * day)?.value ?? NaN;
    expect(value).toBeGreaterThan(2);
    expect(isStable(value)).toBe(false);
  });

  test('the check fires where old items are cleared', () => {
    const old = Array.from({ length: 60 }, (_, index) => ({ start: index * day, end: (190 + index / 60) * day }));
    const value = saidAt(flowStability, { items: [...steady(7, 400), ...old] }, 195 * day)?.value ?? NaN;
    expect(value).toBeLessThan(0.75);
    expect(isStable(value)).toBe(false);
  });
});

test('a quarter to either side is stable', () => {
  expect([0.74, 0.75, 1, 1.25, 1.26].map(isStable)).toEqual([false, true, true, true, false]);
});
