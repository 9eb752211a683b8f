import { describe, expect, test } from '@jest/globals';
import { day, hour } from '#domain/window.ts';
import { changeLeadTime } from './change-lead-time.ts';
import { evaluate } from './evaluate.ts';
import type { MeasureOptions } from './measure.ts';
import { sliceOf } from './slice.fixture.ts';

const options: MeasureOptions = { leadTimeFrom: 'first_commit', bots: 'out' };
const observe = (changes: Parameters<typeof sliceOf>[0]['changes'], chosen: Partial<MeasureOptions> = {}) => {
  const { at, value, leftOutAt } = changeLeadTime.observe(sliceOf({ changes: changes ?? [] }), {
    ...options,
    ...chosen,
  });
  return { at: [...at], hours: [...value].map((seconds) => seconds / 3600), leftOutAt: [...leftOutAt] };
};

describe('change lead time', () => {
  test('from the first commit to the deployment, in the order of deployments', () => {
    const changes = [
      { firstCommit: 0, merged: 5 * hour, deployed: 10 * hour },
      { firstCommit: 9 * hour, merged: 9 * hour, deployed: 10 * hour },
      { firstCommit: -2 * hour, merged: 12 * hour, deployed: 20 * hour },
    ];
    expect(observe(changes)).toEqual({ at: [10 * hour, 10 * hour, 20 * hour], hours: [10, 1, 22], leftOutAt: [] });
  });

  test('from the merge, where so configured', () => {
    expect(
      observe([{ firstCommit: 0, merged: 6 * hour, deployed: 10 * hour }], { leadTimeFrom: 'merge' }).hours
    ).toEqual([4]);
  });

  test('deployed at the very moment of the first commit is 0, not negative', () => {
    expect(observe([{ firstCommit: hour, merged: hour, deployed: hour }]).hours).toEqual([0]);
  });

  test('impossible times have no value and are counted', () => {
    const changes = [
      { firstCommit: 8 * hour, merged: 5 * hour, deployed: 6 * hour }, // a clock that ran ahead
      { firstCommit: 0, merged: 9 * hour, deployed: 7 * hour }, // deployed before it was merged
      { merged: 5 * hour, deployed: 8 * hour }, // no first commit known
    ];
    expect(observe(changes)).toEqual({ at: [], hours: [], leftOutAt: [6 * hour, 7 * hour, 8 * hour] });
    expect(observe(changes, { leadTimeFrom: 'merge' })).toEqual({
      at: [6 * hour, 8 * hour],
      hours: [1, 3],
      leftOutAt: [7 * hour],
    });
  });

  test("neither bots' changes nor those of a first deployment belong to it", () => {
    const changes = [
      { firstCommit: 0, merged: hour, deployed: 2 * hour, baseline: true },
      { firstCommit: 0, merged: hour, deployed: 3 * hour, bot: true },
      { firstCommit: 0, merged: hour, deployed: 4 * hour },
    ];
    expect(observe(changes)).toEqual({ at: [4 * hour], hours: [4], leftOutAt: [] });
    expect(observe(changes, { bots: 'in' }).hours).toEqual([3, 4]);
  });

  test('the four known cases of the public answer key', () => {
    const time = (minutes: number) => minutes * 60_000;
    const changes = [
      { firstCommit: 0, merged: time(100), deployed: time(157.4526) }, // 2.6242 h
      { firstCommit: 0, merged: time(4000), deployed: time(4477.45) }, // 74.6242 h
      { firstCommit: 0, merged: time(10_203), deployed: time(8798.784) }, // merge to deployment −23.4 h: impossible
    ];
    const { hours, leftOutAt } = observe(changes);
    expect(hours.map((value) => Number(value.toFixed(4)))).toEqual([2.6242, 74.6242]);
    expect(leftOutAt).toHaveLength(1);
  });

  test('the quantiles of a window, with what was left out of them', () => {
    const slice = sliceOf({
      changes: [1, 2, 3, 4].map((hours) => ({
        firstCommit: day - hours * hour,
        merged: day - hour / 2,
        deployed: day,
      })),
    });
    const wrong = sliceOf({ changes: [{ firstCommit: 0, merged: 2 * day, deployed: day }] });
    const both = {
      ...changeLeadTime.observe(slice, options),
      leftOutAt: changeLeadTime.observe(wrong, options).leftOutAt,
    };
    const context = { now: 3 * day, coverage: slice.coverage };
    const [whole, before] = evaluate(
      changeLeadTime,
      both,
      [
        { from: 0, to: 2 * day },
        { from: 0, to: day },
      ],
      context
    );
    // type 7 of 1, 2, 3, 4: 2.5, 3.25 and 3.7; four are too few for an interval
    expect(whole?.p50).toEqual({ value: 2.5 * 3600, n: 4, leftOut: 1, complete: true });
    expect(whole?.p75?.value).toBe(3.25 * 3600);
    expect(whole?.p90?.value).toBeCloseTo(3.7 * 3600, 6);
    expect(before).toEqual({});
  });
});
