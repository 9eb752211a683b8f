import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '#domain/window.ts';
import { flowExpectation } from './flow-expectation.ts';
import { flowPastExpectation } from './flow-past-expectation.ts';
import { saidAt } from './flow.fixture.ts';
import { sliceOf } from './slice.fixture.ts';

/** Finished on day 100 after 1, 2, … days; of 21 such items 85 of 100 took no more than 18. */
const after = (days: number) => Array.from({ length: days }, (_, n) => ({ start: (99 - n) * day, end: 100 * day }));
const finished = after(21);

describe('expectation', () => {
  test('the 85th percentile of the flow times of 13 weeks, with its n and its interval', () => {
    const sample = saidAt(flowExpectation, { items: after(41) }, 101 * day);
    // By the binomial (41, 0.85): the 30th and the 40th.
    expect(sample).toMatchObject({ value: 35 * 86_400, n: 41, low: 30 * 86_400, high: 40 * 86_400 });
    const few = saidAt(flowExpectation, { items: finished }, 101 * day);
    expect(few).toEqual({ value: 18 * 86_400, n: 21, leftOut: 0, complete: true });
  });

  test('what was finished 13 weeks ago is in it, a moment earlier is not, nor what is finished at the instant', () => {
    expect(saidAt(flowExpectation, { items: finished }, 191 * day)?.n).toBe(21);
    expect(saidAt(flowExpectation, { items: finished }, 191 * day + 1)).toBeUndefined();
    expect(saidAt(flowExpectation, { items: finished }, 100 * day)).toBeUndefined();
  });

  test('items without a known start are not in it', () => {
    expect(saidAt(flowExpectation, { items: [{ end: 100 * day }] }, 101 * day)).toBeUndefined();
  });
});

describe('past the expectation', () => {
  const open = [
    { start: 82.5 * day },
    { start: 83 * day },
    { start: 90 * day },
    { start: 60 * day, cancelled: 99 * day },
  ];
  const share = (time: number) => saidAt(flowPastExpectation, { items: [...finished, ...open] }, time);

  test('the share of what is in progress that is older than 85 of 100 finished items were', () => {
    expect(share(101 * day)).toMatchObject({ value: 1 / 3, n: 3, numerator: 1, denominator: 3 });
    expect(share(101 * day + 1)).toMatchObject({ numerator: 2 }); // exactly as old is not past it
    expect(share(120 * day)).toMatchObject({ value: 1 });
  });

  test('no value where nothing is in progress or nothing was finished', () => {
    expect(saidAt(flowPastExpectation, { items: finished }, 101 * day)).toBeUndefined();
    expect(saidAt(flowPastExpectation, { items: open }, 101 * day)).toBeUndefined();
  });

  test('the same whatever instants were asked for before', () => {
    const items = fc.array(
      fc.record({ start: fc.nat({ max: 50 }), end: fc.option(fc.integer({ min: 50, max: 99 }), { nil: undefined }) })
    );
    fc.assert(
      fc.property(items, fc.array(fc.nat({ max: 120 }), { minLength: 2 }), (some, times) => {
        const facts = { items: some.map(({ start, end }) => ({ start, ...(end !== undefined && { end }) })) };
        const pastOf = () => flowPastExpectation.observe(sliceOf(facts)).at;
        const together = pastOf();
        for (const time of times) expect(together(time)).toEqual(pastOf()(time));
      })
    );
  });
});
