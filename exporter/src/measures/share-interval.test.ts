import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createRandom, type Random } from '#demo/random.ts';
import { day } from '#domain/window.ts';
import { shareInterval, spanEnds } from './share-interval.ts';

const week = 7 * day;

describe('the interval of a share', () => {
  test('by hand: parts 1, 2 and 3 of wholes of 4', () => {
    // The parts lie 1, 0 and 1 from half of their wholes: error √(2 · 3/2) ÷ 12 = 0.1443, t of two degrees 4.271,
    // so 4.271 · 0.1443 ÷ 0.25 = 2.466 on either side in log odds.
    const interval = shareInterval([1, 2, 3], [4, 4, 4]);
    expect(interval?.low).toBeCloseTo(1 / (1 + Math.exp(2.4656)), 4);
    expect(interval?.high).toBeCloseTo(1 / (1 + Math.exp(-2.4656)), 4);
  });

  test('spans of one mix leave no doubt, large or small', () => {
    const interval = shareInterval([1, 3, 10], [4, 12, 40]);
    expect(interval?.low).toBeCloseTo(0.25, 12);
    expect(interval?.high).toBeCloseTo(0.25, 12);
  });

  test('there is none of less than three spans that hold anything, and none of nothing or all', () => {
    expect(shareInterval([1, 2, 0, 0], [4, 4, 0, 0])).toBeUndefined();
    expect(shareInterval([0, 0, 0], [4, 4, 4])).toBeUndefined();
    expect(shareInterval([4, 4, 4], [4, 4, 4])).toBeUndefined();
    expect(shareInterval([], [])).toBeUndefined();
  });

  test('it lies within 0 and 1 around the share, and mirrors that of the rest', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 })), {
      minLength: 3,
      maxLength: 13,
    });
    fc.assert(
      fc.property(spans, (parts) => {
        const wholes = parts.map(([one, other]) => one + other);
        const one = shareInterval(
          parts.map(([part]) => part),
          wholes
        );
        const other = shareInterval(
          parts.map(([, part]) => part),
          wholes
        );
        const share = parts.reduce((sum, [part]) => sum + part, 0) / wholes.reduce((sum, whole) => sum + whole, 0);
        expect(one?.low).toBeGreaterThanOrEqual(0);
        expect(one?.low).toBeLessThanOrEqual(share + 1e-12);
        expect(one?.high).toBeGreaterThanOrEqual(share - 1e-12);
        expect(one?.high).toBeLessThanOrEqual(1);
        expect((one?.low ?? NaN) + (other?.high ?? NaN)).toBeCloseTo(1, 9);
      })
    );
  });

  test.each([4, 13])('of simulated %i weeks that differ it holds the true share in about 95 of 100', (weeks) => {
    const random = createRandom(weeks);
    const runs = 1000;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const spans = Array.from({ length: weeks }, () => simulatedWeek(random));
      const interval = shareInterval(
        spans.map(({ part }) => part),
        spans.map(({ whole }) => whole)
      );
      if (interval && interval.low <= 0.5 && interval.high >= 0.5) held++;
    }
    expect(held / runs).toBeGreaterThan(0.9);
    expect(held / runs).toBeLessThan(0.99);
  });
});

/** Ten changes with two stages alike, log-normal, longer or shorter in one week than in another: the true share is half. */
function simulatedWeek(random: Random): { readonly part: number; readonly whole: number } {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const stage = (): number => {
    const usual = 0.4 * normal();
    return Array.from({ length: 10 }, () => Math.exp(usual + 1.2 * normal())).reduce((sum, time) => sum + time, 0);
  };
  const part = stage();
  return { part, whole: part + stage() };
}

test('a window is cut into weeks back from its end, one of less than four weeks into days', () => {
  expect(spanEnds({ from: 0, to: 4 * week })).toEqual([4, 3, 2, 1].map((number) => number * week));
  expect(spanEnds({ from: 0, to: 31 * day })).toEqual([31, 24, 17, 10, 3].map((number) => number * day));
  expect(spanEnds({ from: 0, to: 2.5 * day })).toEqual([2.5, 1.5, 0.5].map((number) => number * day));
  expect(spanEnds({ from: day, to: day })).toEqual([]);
});
