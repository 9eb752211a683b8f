import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemTypes } from '#domain/facts.ts';
import { day } from '#domain/window.ts';
import { flowVelocity } from './flow-velocity.ts';
import { said } from './flow.fixture.ts';

const items = [
  { start: 0, end: 7 * day, type: 'feature' },
  { end: 13 * day, type: 'feature' }, // closed without a start: it was finished
  { start: 1 * day, end: 14 * day, type: 'defect' },
  { start: 9 * day, end: 8 * day, type: 'debt' }, // a wrong clock: finished, but of no known flow time
  { start: 2 * day, type: 'risk' }, // in progress, or opened again
  { start: 2 * day, cancelled: 9 * day, type: 'risk' },
] as const;
const week = { from: 7 * day, to: 14 * day };
const of = (group?: string, window = week) =>
  said(flowVelocity, { items }, window, group === undefined ? {} : { group });

test('finished items a week, by type and together; the end of the window is not in it', () => {
  expect(of()).toMatchObject({ value: 3, n: 3 });
  expect(itemTypes.map((type) => of(type)?.value)).toEqual([2, 0, 0, 1, 0]);
  expect(of('defect', { from: 0, to: 28 * day })).toMatchObject({ value: 0.25, n: 1 });
});

test('a quiet week is 0, with an interval', () => {
  const quiet = of(undefined, { from: 70 * day, to: 77 * day });
  expect(quiet).toMatchObject({ value: 0, n: 0, low: 0 });
  expect(quiet?.high).toBeCloseTo(3.84, 2);
});

test('the parts of a period add up, by time and by type', () => {
  const item = fc.record({ end: fc.nat({ max: 100 * day }), type: fc.constantFrom(...itemTypes) });
  fc.assert(
    fc.property(fc.array(item), fc.array(fc.nat({ max: 100 * day }), { maxLength: 6 }), (some, cuts) => {
      const edges = [0, ...cuts, 100 * day + 1].sort((a, b) => a - b);
      const counts = (group?: string) =>
        edges.slice(1).map((to, index) => {
          const window = { from: edges[index] ?? NaN, to };
          const sample = said(flowVelocity, { items: some }, window, group === undefined ? {} : { group });
          return ((sample?.value ?? 0) * (to - window.from)) / (7 * day);
        });
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      expect(sum(counts())).toBeCloseTo(some.length, 6);
      expect(sum(itemTypes.flatMap(counts))).toBeCloseTo(some.length, 6);
    })
  );
});
