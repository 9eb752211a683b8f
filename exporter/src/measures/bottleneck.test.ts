import { describe, expect, test } from '@jest/globals';
import { day, hour } from '#domain/window.ts';
import { bottleneck } from './bottleneck.ts';
import type { MeasureOptions } from './measure.ts';
import { sliceOf } from './slice.fixture.ts';

const options: MeasureOptions = { leadTimeFrom: 'first_commit', bots: 'out' };
const now = 1000 * day;
const week = 7 * day;

/** A change deployed then, with so many hours in each stage. */
const change = (deployed: number, [coding, pickup, review, deploy]: readonly [number, number, number, number]) => ({
  deployed,
  merged: deployed - deploy * hour,
  reviewed: deployed - (deploy + review) * hour,
  ready: deployed - (deploy + review + pickup) * hour,
  firstCommit: deployed - (deploy + review + pickup + coding) * hour,
});
type Hours = Parameters<typeof change>[1];
const found = (before: readonly Hours[], lately: readonly Hours[]) => {
  const slice = sliceOf({
    changes: [
      ...before.map((hours, index) => change(now - 39 * week + index, hours)),
      ...lately.map((hours, index) => change(now - 13 * week + index, hours)),
    ],
  });
  return bottleneck(slice, options, { now, coverage: slice.coverage });
};
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe('the bottleneck', () => {
  test('takes most: the largest share of the time of the last 13 weeks; moved most: by the most time', () => {
    const { stages, takesMost, movedMost } = found(times(6, [2, 4, 1, 1]), times(6, [2, 1, 1, 6]));
    expect(takesMost).toBe('deploy');
    expect(movedMost).toBe('deploy');
    expect(stages).toEqual([
      expect.objectContaining({ stage: 'coding', share: 0.2, verdict: 'no_clear_change' }),
      expect.objectContaining({ stage: 'pickup', share: 0.1, verdict: 'better' }),
      expect.objectContaining({ stage: 'review', share: 0.1, verdict: 'no_clear_change' }),
      {
        stage: 'deploy',
        share: 0.6,
        now: { n: 6, value: 6 * 3600, low: 6 * 3600, high: 6 * 3600 },
        before: { n: 6, value: 3600, low: 3600, high: 3600 },
        verdict: 'worse',
      },
    ]);
  });

  test('intervals that touch are no move', () => {
    // Of six the interval is the smallest and the largest: 1 to 2 and 2 to 3 hours.
    const before: Hours[] = [1, 1, 1, 1, 1, 2].map((hours) => [1, 1, 1, hours]);
    const lately: Hours[] = [3, 3, 3, 3, 3, 2].map((hours) => [1, 1, 1, hours]);
    const { stages, movedMost } = found(before, lately);
    expect(stages.map(({ verdict }) => verdict)).toEqual(times(4, 'no_clear_change'));
    expect(movedMost).toBeUndefined();
  });

  test('five changes are too few for an interval, so there is no value, no verdict and no bottleneck', () => {
    const { stages, takesMost, movedMost } = found(times(9, [1, 1, 1, 1]), times(5, [1, 1, 1, 9]));
    expect(stages[3]).toEqual({
      stage: 'deploy',
      share: 0.75,
      now: { n: 5 },
      before: { n: 9, value: 3600, low: 3600, high: 3600 },
      verdict: 'too_little_data',
    });
    expect([takesMost, movedMost]).toEqual([undefined, undefined]);
  });

  test('what was deployed before 39 weeks, or now, is in neither', () => {
    const slice = sliceOf({
      changes: [
        ...times(6, change(now - 39 * week - 1, [1, 1, 1, 1])),
        ...times(6, change(now - 13 * week - 1, [2, 2, 2, 2])),
        ...times(6, change(now - 1, [3, 3, 3, 3])),
        ...times(6, change(now, [4, 4, 4, 4])),
      ],
    });
    const { stages } = bottleneck(slice, options, { now, coverage: slice.coverage });
    expect(stages[0]).toMatchObject({ before: { n: 6, value: 2 * 3600 }, now: { n: 6, value: 3 * 3600 } });
  });

  test('where no source knows reviews, nothing is said of pickup and review', () => {
    const changes = times(6, { deployed: now - 1, merged: now - hour, firstCommit: now - 9 * hour });
    const slice = sliceOf({ changes }, { knows: new Set(['changes', 'deployments']) });
    const { stages, takesMost } = bottleneck(slice, options, { now, coverage: slice.coverage });
    expect(takesMost).toBe('coding');
    expect(stages[1]).toEqual({ stage: 'pickup', verdict: 'too_little_data' });
    expect(stages[2]).toEqual({ stage: 'review', verdict: 'too_little_data' });
  });
});
