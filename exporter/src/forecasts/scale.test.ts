import { expect, test } from '@jest/globals';
import { measures } from '#measures/index.ts';
import type { Week } from '#measures/week.ts';
import { createScale, scaleOf, type ScaleKind } from './scale.ts';
import { countsOf, weeksOf } from './weeks.fixture.ts';

const ratios = (parts: readonly (readonly [number, number])[]): Week[] =>
  weeksOf(parts.map(([part, whole]) => part / whole)).map((week, index) => {
    const [numerator = 0, denominator = 0] = parts[index] ?? [];
    return { ...week, n: denominator, numerator, denominator };
  });
const histories: { readonly [K in ScaleKind]: readonly Week[] } = {
  log: weeksOf([3600, 7200, 1800]),
  sqrt: countsOf([0, 3, 8, 1]),
  ratio: ratios([
    [0, 2],
    [1, 5],
    [3, 3],
  ]),
  identity: weeksOf([-2, 0, 7.5]),
};

test.each(Object.keys(histories) as ScaleKind[])(
  '%s: a value comes back, and one week is a window of one week',
  (kind) => {
    const scale = createScale(kind, histories[kind]);
    for (const week of histories[kind]) {
      expect(scale.value(scale.read(week.value))).toBeCloseTo(week.value, 9);
      const { y, weight } = scale.of(week);
      expect(scale.value(scale.spread(scale.part(y, weight)))).toBeCloseTo(week.value, 9);
    }
  }
);

test('counts: Anscombe root of the events in a week, whatever the unit', () => {
  const scale = createScale('sqrt', histories.sqrt);
  expect(scale.read(3 / 7)).toBeCloseTo(Math.sqrt(3.375), 10);
  const items = createScale(
    'sqrt',
    histories.sqrt.map((week) => ({ ...week, value: week.n }))
  );
  expect(items.read(3)).toBeCloseTo(Math.sqrt(3.375), 10);
});

test('ratios: a week with more trials says more, one without failures is no infinity', () => {
  const scale = createScale('ratio', histories.ratio);
  const weeks = histories.ratio.map((week) => scale.of(week));
  expect(weeks.every(({ y }) => Number.isFinite(y))).toBe(true);
  const parts = weeks.reduce((sum, { y, weight }) => sum + weight * scale.part(y, weight), 0);
  // 4 of 10
  expect(parts / weeks.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0.4, 9);
});

test('durations: a median of zero is taken for half of the least', () => {
  const scale = createScale('log', weeksOf([0, 8]));
  expect(scale.value(scale.read(0))).toBeCloseTo(4, 9);
});

test('each measure has the scale of its kind', () => {
  const scales = Object.fromEntries(measures.map(({ name, kind }) => [name, scaleOf[kind]]));
  expect(scales).toMatchObject({
    change_lead_time: 'log',
    deployment_frequency: 'sqrt',
    change_fail_rate: 'ratio',
    open_changes: 'identity',
  });
});
