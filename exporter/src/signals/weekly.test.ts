import { describe, expect, test } from '@jest/globals';
import { day, hour } from '#domain/window.ts';
import { changeFailRate } from '#measures/change-fail-rate.ts';
import { changeLeadTime } from '#measures/change-lead-time.ts';
import { deploymentFrequency } from '#measures/deployment-frequency.ts';
import { sliceOf } from '#measures/slice.fixture.ts';
import { undeployedChanges } from '#measures/undeployed-changes.ts';
import { weeklyHistory } from './weekly.ts';

const monday = Date.parse('2026-03-02T00:00Z');
const week = (index: number, days = 0) => monday + (7 * index + days) * day;
const all = { range: { from: -Infinity, to: Infinity }, timeZone: 'UTC' };
const options = { leadTimeFrom: 'first_commit', bots: 'out' } as const;
const coverage = { firstFactAt: week(0) };

/** Changes in these weeks that took so many hours. */
function leadTimes(hours: readonly (readonly number[])[], now: number) {
  const changes = hours.flatMap((some, index) =>
    some.map((took, nth) => {
      const deployed = week(index, 1 + nth / 10);
      return { deployed, merged: deployed, firstCommit: deployed - took * hour };
    })
  );
  const slice = sliceOf({ changes }, { ...coverage, until: now });
  const context = { now, coverage: slice.coverage };
  return weeklyHistory(changeLeadTime, changeLeadTime.observe(slice, options), all, context).map(
    ({ from, to, value, n, complete }) => [
      (from - monday) / (7 * day),
      (to - monday) / (7 * day),
      (value * 1000) / hour,
      n,
      complete,
    ]
  );
}

describe('durations', () => {
  test('the median of each week', () => {
    expect(
      leadTimes(
        [
          [1, 2, 9],
          [4, 5, 6, 7],
        ],
        week(2)
      )
    ).toEqual([
      [0, 1, 2, 3, true],
      [1, 2, 5.5, 4, true],
    ]);
  });

  test('a week of fewer than three is merged with the next ones, from the single values; empty ones before it are not', () => {
    expect(leadTimes([[1, 2, 3], [], [1, 20], [], [3, 4], [7, 8, 9]], week(6))).toEqual([
      [0, 1, 2, 3, true],
      // the median of 1, 3, 4, 20: not that of 10.5 and 3.5
      [2, 5, 3.5, 4, true],
      [5, 6, 8, 3, true],
    ]);
  });

  test('what is too little at the end waits for more, and says so', () => {
    expect(leadTimes([[1, 2, 3], [5], [6]], week(3))).toEqual([
      [0, 1, 2, 3, true],
      [1, 3, 5.5, 2, false],
    ]);
  });

  test('what comes later changes no earlier week', () => {
    const hours = [[1, 2], [3, 4, 5], [6], [7], [8, 9], [1, 1, 1]];
    const whole = leadTimes(hours, week(6));
    for (let now = 1; now <= 6; now++) {
      const then = leadTimes(hours, week(now)).filter((row) => row[4]);
      expect(whole.slice(0, then.length)).toEqual(then);
    }
  });
});

test('counts: as many a day, a quiet week is 0, the running one is provisional', () => {
  const slice = sliceOf(
    { deployments: [week(0, 1), week(0, 2), week(2, 1), week(3, 1)].map((at) => ({ at })) },
    { ...coverage, until: week(3, 2) }
  );
  const context = { now: week(3, 2), coverage: slice.coverage };
  const found = weeklyHistory(deploymentFrequency, deploymentFrequency.observe(slice), all, context);
  expect(found.map(({ n, complete }) => [n, complete])).toEqual([
    [2, true],
    [0, true],
    [1, true],
    [1, false],
  ]);
  expect(found[0]?.value).toBe(2 / 7);
});

test('ratios: x of n; no deployment, no week; the last days may still turn out to have failed', () => {
  const deployments = [{ at: week(0, 1), failed: true }, { at: week(0, 2) }, { at: week(2, 1) }, { at: week(2, 6) }];
  const slice = sliceOf({ deployments }, { ...coverage, until: week(3, 1) });
  const context = { now: week(3, 1), coverage: slice.coverage };
  const found = weeklyHistory(changeFailRate, changeFailRate.observe(slice), all, context);
  expect(found).toEqual([
    { from: week(0), to: week(1), value: 0.5, n: 2, numerator: 1, denominator: 2, complete: true },
    { from: week(2), to: week(3), value: 0, n: 2, numerator: 0, denominator: 2, complete: false },
  ]);
});

test('stocks: as they stood at the end of the week', () => {
  const slice = sliceOf({ waiting: [week(0, 1), week(1, 1)] }, { ...coverage, until: week(2) });
  const context = { now: week(2), coverage: slice.coverage };
  const found = weeklyHistory(undeployedChanges, undeployedChanges.observe(slice), all, context);
  expect(found.map(({ value }) => value)).toEqual([1, 2]);
});

test('a week that no source covers is absent', () => {
  const slice = sliceOf(
    { deployments: [{ at: week(0, 1) }, { at: week(3, 1) }] },
    { ...coverage, from: week(2), until: week(4) }
  );
  const context = { now: week(4), coverage: slice.coverage };
  const found = weeklyHistory(deploymentFrequency, deploymentFrequency.observe(slice), all, context);
  expect(found.map(({ from, n }) => [from, n])).toEqual([
    [week(2), 0],
    [week(3), 1],
  ]);
});
