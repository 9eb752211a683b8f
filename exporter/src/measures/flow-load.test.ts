import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemTypes } from '#domain/facts.ts';
import { day } from '#domain/window.ts';
import { flowItemAge } from './flow-item-age.ts';
import { flowLoad } from './flow-load.ts';
import { saidAt } from './flow.fixture.ts';

const items = [
  { start: 1 * day, end: 5 * day, type: 'feature' },
  { start: 2 * day, type: 'defect' },
  { start: 3 * day, cancelled: 6 * day, type: 'feature' },
  { end: 4 * day, type: 'feature' }, // never known to be started: never in progress
  { start: 9 * day, end: 7 * day, type: 'debt' }, // impossible
] as const;

describe('load', () => {
  test('started, neither finished nor given up, as of an instant', () => {
    const loads = [1, 2, 3, 4, 5, 5.5, 7, 8, 10].map((days) => saidAt(flowLoad, { items }, days * day)?.value);
    expect(loads).toEqual([0, 1, 2, 3, 3, 2, 1, 1, 1]);
    expect(itemTypes.map((group) => saidAt(flowLoad, { items }, 4 * day, { group })?.value)).toEqual([2, 1, 0, 0, 0]);
  });

  const span = fc.record({
    start: fc.nat({ max: 100 }),
    length: fc.option(fc.nat({ max: 100 }), { nil: undefined }),
    done: fc.boolean(),
  });
  type Span = { start: number; length: number | undefined; done: boolean };
  const itemOf = ({ start, length, done }: Span) => ({
    start,
    ...(length !== undefined && (done ? { end: start + length } : { cancelled: start + length })),
  });

  test('is what was started less what was finished or given up before the instant', () => {
    fc.assert(
      fc.property(fc.array(span), fc.nat({ max: 220 }), (spans, time) => {
        const before = (at: number) => at < time;
        const started = spans.filter(({ start }) => before(start)).length;
        const ended = spans.filter(({ start, length = Infinity }) => before(start + length)).length;
        expect(saidAt(flowLoad, { items: spans.map(itemOf) }, time)?.value).toBe(started - ended);
      })
    );
  });

  test('the past of load and age reads as it was shown, whatever came later', () => {
    fc.assert(
      fc.property(fc.array(span), fc.nat({ max: 220 }), (spans, time) => {
        // At that time nobody knew what ends later, nor what was started later.
        const known = spans
          .filter(({ start }) => start < time)
          .map((one) => itemOf(one.start + (one.length ?? Infinity) < time ? one : { ...one, length: undefined }));
        for (const measure of [flowLoad, flowItemAge]) {
          const now = saidAt(measure, { items: spans.map(itemOf) }, time);
          expect(now).toEqual(saidAt(measure, { items: known }, time));
        }
      })
    );
  });
});

test('age is counted from the start, of what is in progress only', () => {
  expect(saidAt(flowItemAge, { items }, 4 * day)).toMatchObject({ value: 2 * 86_400, n: 3 });
  expect(saidAt(flowItemAge, { items }, 4 * day, { statistic: 'max' })).toMatchObject({ value: 3 * 86_400 });
  expect(saidAt(flowItemAge, { items }, 8 * day, { statistic: 'max' })).toMatchObject({ value: 6 * 86_400, n: 1 });
  expect(saidAt(flowItemAge, { items }, 1 * day)).toBeUndefined();
});
