import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { day } from '#domain/window.ts';
import { evaluate } from './evaluate.ts';
import { sliceOf } from './slice.fixture.ts';
import { undeployedChanges } from './undeployed-changes.ts';

const slice = sliceOf({
  changes: [
    { merged: 1 * day, deployed: 4 * day, baseline: true },
    { merged: 3 * day, deployed: 4 * day, bot: true },
    { merged: 9 * day, deployed: 6 * day }, // impossible: never waited
  ],
  waiting: [5 * day, 7 * day],
});
const countAt = (days: number, now = 20 * day) => {
  const window = { from: days * day, to: days * day };
  const observations = undeployedChanges.observe(slice);
  return evaluate(undeployedChanges, observations, [window], { now, coverage: slice.coverage })[0]?.value;
};

describe('undeployed changes', () => {
  test('as of an instant: merged before it, not yet deployed', () => {
    expect([1, 1.5, 3.5, 4, 4.5, 6, 8].map((days) => countAt(days)?.value)).toEqual([0, 1, 2, 2, 0, 1, 2]);
  });

  test('nothing waits is 0, and nobody is unsure about it', () => {
    expect(countAt(4.5)).toEqual({ value: 0, n: 0, leftOut: 0, complete: true });
  });

  test('of a day that is not over: as of now', () => {
    expect(countAt(8, 6 * day)).toEqual({ value: 1, n: 1, leftOut: 0, complete: false });
  });

  test('grows by what was merged and shrinks by what was deployed', () => {
    const times = fc.tuple(fc.nat({ max: 50 }), fc.nat({ max: 50 }));
    fc.assert(
      fc.property(fc.array(times), fc.array(fc.nat({ max: 50 })), times, (spans, waiting, [from, length]) => {
        const changes = spans.map(([merged, wait]) => ({ merged, deployed: merged + wait }));
        const facts = sliceOf({ changes, waiting });
        const to = from + length;
        const windows = [from, to].map((time) => ({ from: time, to: time }));
        const context = { now: 100, coverage: facts.coverage };
        const [before, after] = evaluate(undeployedChanges, undeployedChanges.observe(facts), windows, context);
        const inside = (time: number) => time >= from && time < to;
        const merged = [...changes.map((change) => change.merged), ...waiting].filter(inside).length;
        const deployed = changes.filter((change) => inside(change.deployed)).length;
        expect(after?.value?.value).toBe((before?.value?.value ?? NaN) + merged - deployed);
      })
    );
  });
});
