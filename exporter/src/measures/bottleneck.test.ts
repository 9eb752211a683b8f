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
      ...before.map((hours, index) => change(now - 39 * week + index * week, hours)),
      ...lately.map((hours, index) => change(now - 13 * week + index * week, hours)),
    ],
  });
  return bottleneck(slice, options, { now, coverage: slice.coverage });
};
/** The share of weeks of one mix: nothing to be unsure about. */
const always = (share: number, n: number) => {
  const about: unknown = expect.closeTo(share, 12);
  return { n, value: about, low: about, high: about };
};
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe('the bottleneck', () => {
  test('takes most: the largest share of the time of the last 13 weeks; moved most: by the most time', () => {
    const { stages, takesMost, movedMost } = found(times(6, [2, 4, 1, 1]), times(6, [2, 1, 1, 6]));
    expect(takesMost).toBe('deploy');
    expect(movedMost).toBe('deploy');
    expect(stages).toEqual([
      expect.objectContaining({ stage: 'coding', share: always(0.2, 6), verdict: 'no_clear_change' }),
      expect.objectContaining({ stage: 'pickup', share: always(0.1, 6), verdict: 'better' }),
      expect.objectContaining({ stage: 'review', share: always(0.1, 6), verdict: 'no_clear_change' }),
      {
        stage: 'deploy',
        share: always(0.6, 6),
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

  test('five changes are too few for the interval of a median, so there is no value and no verdict', () => {
    const { stages, takesMost, movedMost } = found(times(9, [1, 1, 1, 1]), times(5, [1, 1, 1, 9]));
    expect(stages[3]).toEqual({
      stage: 'deploy',
      share: always(0.75, 5),
      now: { n: 5 },
      before: { n: 9, value: 3600, low: 3600, high: 3600 },
      verdict: 'too_little_data',
    });
    expect([takesMost, movedMost]).toEqual(['deploy', undefined]);
  });

  test('two weeks are too few for the interval of a share, so there is no share and nothing that takes most', () => {
    const { stages, takesMost } = found([], times(2, [1, 1, 1, 9]));
    expect(stages[3]).toMatchObject({ share: { n: 2 }, now: { n: 2 } });
    expect(stages[3]?.share).not.toHaveProperty('value');
    expect(takesMost).toBeUndefined();
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
    const changes = [6, 5, 4, 3, 2, 1].map((weeks) => {
      const deployed = now - weeks * week;
      return { deployed, merged: deployed - hour, firstCommit: deployed - 9 * hour };
    });
    const slice = sliceOf({ changes }, { knows: new Set(['changes', 'deployments']) });
    const { stages, takesMost } = bottleneck(slice, options, { now, coverage: slice.coverage });
    expect(takesMost).toBe('coding');
    expect(stages[1]).toEqual({ stage: 'pickup', verdict: 'too_little_data' });
    expect(stages[2]).toEqual({ stage: 'review', verdict: 'too_little_data' });
  });
});
