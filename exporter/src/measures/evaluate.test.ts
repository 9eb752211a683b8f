import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Coverage } from '#domain/slice.ts';
import { day, hour, type Window } from '#domain/window.ts';
import { changeFailRate } from './change-fail-rate.ts';
import { changeLeadTime } from './change-lead-time.ts';
import { deploymentFrequency } from './deployment-frequency.ts';
import { evaluate } from './evaluate.ts';
import { measures } from './index.ts';
import type { Measure } from './measure.ts';
import { sliceOf } from './slice.fixture.ts';
import { undeployedChanges } from './undeployed-changes.ts';

const now = 100 * day;
const window = { from: 50 * day, to: 60 * day };
const frequencyWith = (coverage: Partial<Coverage>, { from, to }: Window = window) => {
  const slice = sliceOf({ deployments: [{ at: 55 * day }] }, coverage);
  const context = { now, coverage: slice.coverage };
  return evaluate(deploymentFrequency, deploymentFrequency.observe(slice), [{ from, to }], context)[0]?.value;
};

describe('no sample where there is no data', () => {
  test('a source that is complete from the very start of the window speaks of it, a moment later it does not', () => {
    expect(frequencyWith({ from: 50 * day })?.value).toBe(0.1);
    expect(frequencyWith({ from: 50 * day + 1 })).toBeUndefined();
  });

  test('no period before the first fact, not even 0', () => {
    expect(frequencyWith({ firstFactAt: 60 * day - 1 })?.value).toBe(0.1);
    expect(frequencyWith({ firstFactAt: 60 * day })).toBeUndefined();
  });

  test('a source may be silent for a day, not longer', () => {
    expect(frequencyWith({ until: 59 * day })).toMatchObject({ value: 0.1, complete: false });
    expect(frequencyWith({ until: 59 * day - 1 })).toBeUndefined();
    expect(frequencyWith({ until: 60 * day })).toMatchObject({ complete: true });
  });

  test('of a period that is not over, the silence counts up to now', () => {
    const running = { from: 90 * day, to: 110 * day };
    expect(frequencyWith({ until: 99 * day }, running)).toMatchObject({ complete: false });
    expect(frequencyWith({ until: 98 * day }, running)).toBeUndefined();
  });

  test('a window that has not begun, or has no length', () => {
    expect(frequencyWith({}, { from: 100 * day, to: 110 * day })).toBeUndefined();
    expect(frequencyWith({}, { from: 55 * day, to: 55 * day })).toBeUndefined();
  });

  test('nothing after now is seen, though a clock elsewhere ran ahead', () => {
    const slice = sliceOf({ deployments: [{ at: 99 * day }, { at: 101 * day }] });
    const context = { now, coverage: slice.coverage };
    const running = [{ from: 90 * day, to: 110 * day }];
    const observations = deploymentFrequency.observe(slice);
    expect(evaluate(deploymentFrequency, observations, running, context)[0]?.value).toMatchObject({ n: 1, value: 0.1 });
  });

  test('no source has ended a pull, none knows deployments, or there is no fact at all', () => {
    expect(frequencyWith({ from: NaN })).toBeUndefined();
    expect(frequencyWith({ until: NaN })).toBeUndefined();
    expect(frequencyWith({ firstFactAt: NaN })).toBeUndefined();
    expect(frequencyWith({ knows: new Set(['changes']) })).toBeUndefined();
  });

  test('a stock needs no window: the facts must reach back to its instant only', () => {
    const slice = sliceOf({ waiting: [40 * day] }, { from: 55 * day });
    const stockAt = (to: number) =>
      evaluate(undeployedChanges, undeployedChanges.observe(slice), [{ from: 0, to }], {
        now,
        coverage: slice.coverage,
      });
    expect(stockAt(55 * day)[0]?.value?.value).toBe(1);
    expect(stockAt(55 * day - 1)).toEqual([{}]);
  });
});

describe('a rate', () => {
  test('of a calendar period goes by its dates, not by its hours', () => {
    const { coverage, ...slice } = sliceOf({ deployments: [1, 2, 3, 4, 5, 6, 7].map((n) => ({ at: n * hour })) });
    const week = { from: 0, to: 7 * day - hour, days: 7 };
    const observations = deploymentFrequency.observe({ ...slice, coverage });
    expect(evaluate(deploymentFrequency, observations, [week], { now, coverage })[0]?.value?.value).toBe(1);
  });

  test('of a period that is not over goes by the days gone, at least one', () => {
    // a deployment at day 55; the period runs from day 55 to 65
    const slice = sliceOf({ deployments: [{ at: 55 * day }] });
    const rateAt = (present: number) =>
      evaluate(deploymentFrequency, deploymentFrequency.observe(slice), [{ from: 55 * day, to: 65 * day }], {
        now: present,
        coverage: slice.coverage,
      })[0]?.value?.value;
    expect(rateAt(55 * day + hour)).toBe(1);
    expect(rateAt(57 * day)).toBe(0.5);
    expect(rateAt(65 * day)).toBe(0.1);
    expect(rateAt(70 * day)).toBe(0.1);
  });
});

const facts = fc.array(
  fc.record({
    at: fc.nat({ max: 90 }),
    failed: fc.boolean(),
    rework: fc.boolean(),
    changes: fc.nat({ max: 5 }),
    recovered: fc.oneof(fc.constant(NaN), fc.nat({ max: 120 })),
    wait: fc.integer({ min: -3, max: 30 }),
  }),
  { maxLength: 40 }
);
type Facts = typeof facts extends fc.Arbitrary<infer Value> ? Value : never;
const sliceFrom = (rows: Facts) => {
  const sorted = [...rows].sort((a, b) => a.at - b.at);
  return sliceOf({
    deployments: sorted.map((row) => ({ ...row, at: row.at * day, recovered: row.recovered * day })),
    changes: sorted.map(({ at, wait }) => ({
      deployed: at * day,
      merged: (at - 1) * day,
      firstCommit: (at - wait) * day,
    })),
    waiting: rows.map(({ at }) => at * day).sort((a, b) => a - b),
  });
};
const options = { leadTimeFrom: 'first_commit', bots: 'out' } as const;

describe.each(measures.map((measure): [string, Measure] => [measure.name, measure]))('%s', (_name, measure) => {
  test('many windows in one pass say what each says alone', () => {
    fc.assert(
      fc.property(facts, fc.constantFrom(1, 7, 28), (rows, length) => {
        const slice = sliceFrom(rows);
        const observations = measure.observe(slice, options);
        const windows = Array.from({ length: 100 }, (_, to) => ({ from: (to - length) * day, to: to * day }));
        const context = { now, coverage: slice.coverage };
        const alone = windows.flatMap((one) => evaluate(measure, observations, [one], context));
        expect(evaluate(measure, observations, windows, context)).toEqual(alone);
      }),
      { numRuns: 20 }
    );
  });

  test('does not depend on the order of what happened at one time', () => {
    fc.assert(
      fc.property(facts, (rows) => {
        const [one, other] = [rows, rows.toReversed()].map((order) => {
          const slice = sliceFrom(order);
          const windows = [{ from: 10 * day, to: 60 * day }];
          return evaluate(measure, measure.observe(slice, options), windows, { now, coverage: slice.coverage });
        });
        expect(other).toEqual(one);
      }),
      { numRuns: 50 }
    );
  });
});

test('counts over a partition of a period add up to those of the whole', () => {
  fc.assert(
    fc.property(facts, fc.nat({ max: 90 }), (rows, cut) => {
      const slice = sliceFrom(rows);
      const windows = [
        { from: 0, to: cut * day },
        { from: cut * day, to: 91 * day },
        { from: 0, to: 91 * day },
      ];
      const context = { now, coverage: slice.coverage };
      const [failLeft, failRight, failWhole] = evaluate(
        changeFailRate,
        changeFailRate.observe(slice),
        windows,
        context
      );
      const [leadLeft, leadRight, leadWhole] = evaluate(
        changeLeadTime,
        changeLeadTime.observe(slice, options),
        windows,
        context
      );
      const part = (samples: typeof failLeft) => samples?.value?.numerator ?? 0;
      const n = (samples: typeof leadLeft) => samples?.p50?.n ?? 0;
      expect(part(failLeft) + part(failRight)).toBe(part(failWhole));
      expect(n(leadLeft) + n(leadRight)).toBe(n(leadWhole));
    })
  );
});
