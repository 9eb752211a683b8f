import { describe, expect, test } from '@jest/globals';
import type { Coverage } from '#domain/slice.ts';
import { day } from '#domain/window.ts';
import { changeFailRate } from './change-fail-rate.ts';
import { changeLeadTime } from './change-lead-time.ts';
import { deploymentFrequency } from './deployment-frequency.ts';
import { points, type PointsRequest } from './points.ts';
import { sliceOf } from './slice.fixture.ts';
import { undeployedChanges } from './undeployed-changes.ts';

const at = (text: string) => Date.parse(text);
const range = (from: string, to: string) => ({ from: at(from), to: at(to) });
const deployedAt = (times: readonly string[], coverage: Partial<Coverage> = {}) =>
  sliceOf(
    { deployments: times.map((time) => ({ at: at(time) })) },
    { firstFactAt: at(times[0] ?? ''), until: at('2026-06-01T00:00Z'), ...coverage }
  );
const frequency = (slice: ReturnType<typeof sliceOf>, request: PointsRequest, now = '2026-06-01T00:00Z') =>
  points(deploymentFrequency, deploymentFrequency.observe(slice), request, { now: at(now), coverage: slice.coverage });
const shown = (found: ReturnType<typeof frequency>) =>
  found.map(({ time, n }) => [new Date(time).toISOString().slice(0, 16), n]);

describe('calendar points', () => {
  test('weeks of Europe/Berlin over the change of the clocks; Sunday evening is still the old week', () => {
    // Monday 30 March begins at 22:00 UTC of Sunday
    const slice = deployedAt(['2026-03-16T12:00Z', '2026-03-29T21:59Z', '2026-03-29T22:00Z']);
    const request = {
      range: range('2026-03-01T00:00Z', '2026-04-05T00:00Z'),
      every: { step: 'week' },
      timeZone: 'Europe/Berlin',
    } as const;
    const found = frequency(slice, request);
    expect(shown(found)).toEqual([
      ['2026-03-15T23:00', 1],
      ['2026-03-22T23:00', 1],
      ['2026-03-29T22:00', 1],
    ]);
    expect(found[1]?.value).toBe(1 / 7);
  });

  test('a period with no deployment between two others is 0, the one before the first fact is absent', () => {
    const slice = deployedAt(['2026-02-10T00:00Z', '2026-04-10T00:00Z']);
    const request = {
      range: range('2026-01-01T00:00Z', '2026-05-01T00:00Z'),
      every: { step: 'month' },
      timeZone: 'UTC',
    } as const;
    expect(shown(frequency(slice, request))).toEqual([
      ['2026-02-01T00:00', 1],
      ['2026-03-01T00:00', 0],
      ['2026-04-01T00:00', 1],
    ]);
  });

  test('the running period is the last, and provisional; nothing of the future', () => {
    const slice = deployedAt(['2026-04-10T00:00Z', '2026-05-02T00:00Z'], { until: at('2026-05-05T00:00Z') });
    const request = {
      range: range('2026-04-01T00:00Z', '2026-09-01T00:00Z'),
      every: { step: 'month' },
      timeZone: 'UTC',
    } as const;
    const found = frequency(slice, request, '2026-05-05T00:00Z');
    expect(found.map(({ value, n, complete }) => [value, n, complete])).toEqual([
      [1 / 30, 1, true],
      [1 / 4, 1, false],
    ]);
  });

  test('periods before a source was complete are absent', () => {
    const slice = deployedAt(['2026-01-10T00:00Z', '2026-03-10T00:00Z'], { from: at('2026-02-01T00:00Z') });
    const request = {
      range: range('2026-01-01T00:00Z', '2026-04-01T00:00Z'),
      every: { step: 'month' },
      timeZone: 'UTC',
    } as const;
    expect(shown(frequency(slice, request))).toEqual([
      ['2026-02-01T00:00', 0],
      ['2026-03-01T00:00', 1],
    ]);
  });

  test('a ratio without a denominator is absent, not 0', () => {
    const slice = deployedAt(['2026-01-10T00:00Z', '2026-03-10T00:00Z']);
    const request = {
      range: range('2026-01-01T00:00Z', '2026-04-01T00:00Z'),
      every: { step: 'month' },
      timeZone: 'UTC',
    } as const;
    const context = { now: at('2026-06-01T00:00Z'), coverage: slice.coverage };
    const found = points(changeFailRate, changeFailRate.observe(slice), request, context);
    expect(found.map(({ time }) => new Date(time).getUTCMonth())).toEqual([0, 2]);
  });

  test('no fact, no point', () => {
    const slice = sliceOf({}, { firstFactAt: NaN });
    const request = {
      range: range('2026-01-01T00:00Z', '2026-04-01T00:00Z'),
      every: { step: 'day' },
      timeZone: 'UTC',
    } as const;
    expect(frequency(slice, request)).toEqual([]);
  });
});

describe('trailing points', () => {
  test('one a day, over the time up to the end of that day in the zone', () => {
    const slice = deployedAt(['2026-05-01T12:00Z', '2026-05-02T22:30Z']);
    const request = {
      range: range('2026-05-01T00:00Z', '2026-05-05T00:00Z'),
      every: { trailing: 2 * day },
      timeZone: 'Europe/Berlin',
    };
    // In Berlin the second was on 3 May, 00:30
    expect(shown(frequency(slice, request))).toEqual([
      ['2026-05-01T22:00', 1],
      ['2026-05-02T22:00', 1],
      ['2026-05-03T22:00', 1],
      ['2026-05-04T22:00', 0],
    ]);
    const wider = { ...request, range: range('2026-04-30T22:00Z', '2026-05-02T00:00Z') };
    expect(shown(frequency(slice, wider))).toEqual([
      ['2026-04-30T22:00', 1],
      ['2026-05-01T22:00', 1],
    ]);
  });

  test('the last, provisional days of a ratio are marked', () => {
    const slice = deployedAt(['2026-05-01T12:00Z'], { until: at('2026-05-08T00:00Z') });
    const request = {
      range: range('2026-05-01T00:00Z', '2026-06-01T00:00Z'),
      every: { trailing: 28 * day },
      timeZone: 'UTC',
    };
    const context = { now: at('2026-05-08T00:00Z'), coverage: slice.coverage };
    const found = points(changeFailRate, changeFailRate.observe(slice), request, context);
    expect(found.map(({ complete }) => complete)).toEqual([true, true, true, true, false, false, false]);
  });

  test('a stock is as of the end of each day', () => {
    const merged = at('2026-05-02T10:00Z');
    const slice = sliceOf(
      { changes: [{ merged, deployed: at('2026-05-04T10:00Z') }] },
      { firstFactAt: at('2026-05-01T00:00Z') }
    );
    const request = {
      range: range('2026-05-01T00:00Z', '2026-05-06T00:00Z'),
      every: { trailing: 28 * day },
      timeZone: 'UTC',
    };
    const context = { now: at('2026-06-01T00:00Z'), coverage: slice.coverage };
    const found = points(undeployedChanges, undeployedChanges.observe(slice), request, context);
    expect(found.map(({ value }) => value)).toEqual([0, 1, 1, 0, 0]);
  });
});

test('the statistic that was asked for, else the first', () => {
  const changes = [1, 2, 9].map((hours) => ({ merged: -hours, firstCommit: -hours * 1000, deployed: 0 }));
  const slice = sliceOf({ changes }, { firstFactAt: -day });
  const request = { range: { from: 0, to: day }, every: { step: 'day' }, timeZone: 'UTC' } as const;
  const observations = changeLeadTime.observe(slice, { leadTimeFrom: 'first_commit', bots: 'out' });
  const context = { now: 2 * day, coverage: slice.coverage };
  const valueOf = (more: object) => points(changeLeadTime, observations, { ...request, ...more }, context)[0]?.value;
  expect(valueOf({})).toBe(2);
  expect(valueOf({ statistic: 'p75' })).toBe(5.5);
  expect(valueOf({ statistic: 'max' })).toBeUndefined();
});
