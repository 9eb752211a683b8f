import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '#domain/window.ts';
import { kinds } from './kinds.ts';
import { shareInterval } from './share-interval.ts';

const week = { from: 0, to: 7 * day };

describe('share', () => {
  const at = Float64Array.of(1, 2, 7 * day);
  const read = (part: number[], whole: number[]) =>
    kinds.share({ at, part: Float64Array.from(part), whole: Float64Array.from(whole) }, [week], ['value'])(week, true);

  test('the sum of the parts of a window ÷ the sum of its wholes, never the mean of their shares', () => {
    expect(read([1, 9, 5], [10, 10, 5]).value).toEqual({
      value: 0.5,
      n: 2,
      numerator: 10,
      denominator: 20,
      leftOut: 0,
      complete: true,
    });
  });

  test('the interval is of the days of a week that hold anything, and of the weeks of four', () => {
    const part = Float64Array.of(1, 2, 3);
    const whole = Float64Array.of(4, 4, 4);
    const of = (at: Float64Array, window: typeof week) =>
      kinds.share({ at, part, whole }, [window], ['value'])(window, true).value;
    const daily = of(Float64Array.of(day, 3 * day, 5 * day), week);
    const weekly = of(Float64Array.of(7 * day, 21 * day, 22 * day), { from: 0, to: 28 * day });
    expect(daily).toMatchObject({ value: 0.5, n: 3, ...shareInterval([1, 2, 3], [4, 4, 4]) });
    // Two of them lie in one week, so there are two weeks: too few.
    expect(weekly).toMatchObject({ value: 0.5, n: 3 });
    expect(weekly).not.toHaveProperty('low');
  });

  test('wholes of no size say nothing', () => {
    expect(read([0, 0, 5], [0, 0, 5])).toEqual({});
  });

  test('shares of parts that make up the whole add up to 1', () => {
    const sizes = fc.array(fc.tuple(fc.nat(1000), fc.nat(1000)), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(sizes, (parts) => {
        const times = Float64Array.from(parts, (_, index) => index);
        const whole = Float64Array.from(parts, ([a, b]) => a + b);
        const shareOf = (part: Float64Array) =>
          kinds.share({ at: times, part, whole }, [week], ['value'])(week, true).value?.value;
        const first = shareOf(Float64Array.from(parts, ([a]) => a));
        const second = shareOf(Float64Array.from(parts, ([, b]) => b));
        if (first === undefined || second === undefined) expect(parts.every(([a, b]) => a + b === 0)).toBe(true);
        else expect(first + second).toBeCloseTo(1, 12);
      })
    );
  });
});

test('a rate may be in another unit than the day; its interval, too', () => {
  const at = Float64Array.of(1, 2, 3);
  const daily = kinds.rate({ at }, [week], ['value'])(week, true).value;
  const weekly = kinds.rate({ at, days: 7 }, [week], ['value'])(week, true).value;
  expect(weekly).toMatchObject({ value: 3, n: 3 });
  expect(weekly?.low).toBeCloseTo(7 * (daily?.low ?? NaN), 12);
  expect(weekly?.high).toBeCloseTo(7 * (daily?.high ?? NaN), 12);
});

test('a reading sees its window, a level its end; undefined is no sample', () => {
  const reading = kinds.reading({ within: ({ from, to }) => ({ value: to - from, n: 1 }) }, [week], ['value']);
  expect(reading(week, false)).toEqual({ value: { value: 7 * day, n: 1, leftOut: 0, complete: false } });
  const level = kinds.level({ at: (time) => (time > 7 * day ? undefined : { value: time, n: 2 }) }, [week], ['value']);
  expect(level(week, true)).toEqual({ value: { value: 7 * day, n: 2, leftOut: 0, complete: true } });
  expect(level({ from: 0, to: 8 * day }, true)).toEqual({});
});
