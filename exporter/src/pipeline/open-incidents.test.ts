import { expect, test } from '@jest/globals';
import type { Coverage, Slice } from '#domain/slice.ts';
import { day, hour } from '#domain/window.ts';
import { incidentRows } from './open-incidents.ts';

const now = 1000 * day;
const whole: Coverage = { from: -Infinity, until: now, firstFactAt: 0, deployments: true };

/** [opened, resolved or nothing], in hours before now. */
function rows(incidents: readonly (readonly [number, number?])[], coverage: Partial<Coverage> = {}, at = now) {
  const sorted = incidents.toSorted(([a], [b]) => b - a);
  const empty = new Float64Array();
  const slice: Slice = {
    deployed: {
      deployedAt: empty,
      mergedAt: empty,
      firstCommitAt: empty,
      bot: new Uint8Array(),
      baseline: new Uint8Array(),
    },
    waiting: { mergedAt: empty },
    deployments: {
      finishedAt: empty,
      recoveredAt: empty,
      failed: new Uint8Array(),
      rework: new Uint8Array(),
      changes: empty,
      baseline: new Uint8Array(),
    },
    incidents: {
      openedAt: Float64Array.from(sorted, ([opened]) => now - opened * hour),
      resolvedAt: Float64Array.from(sorted, ([, resolved = NaN]) => now - resolved * hour),
      attributed: new Uint8Array(sorted.length),
    },
    coverage: { ...whole, ...coverage },
  };
  return incidentRows('t', slice, at);
}
/** Ended an hour ago, so long: 1 to n hours. */
const ended = (n: number) => Array.from({ length: n }, (_, index) => [index + 2, 1] as const);

test('the oldest that is open, and none where all are over', () => {
  expect(rows([[9, 8], [5], [3]])).toEqual([{ team: 't', openAge: 5 * 3600 }]);
  expect(rows([[9, 8]])).toEqual([]);
  expect(rows([])).toEqual([]);
});

test('as of an instant: what came later is not seen', () => {
  expect(rows([[9, 2], [1]], {}, now - 4 * hour)).toEqual([{ team: 't', openAge: 5 * 3600 }]);
  expect(rows([[9, 2], [1]], {}, now - 10 * hour)).toEqual([]);
});

test('the usual length is the 85th of 100, from six on', () => {
  // Type 7: rank 0.85 × 5 = 4.25 of 1 … 6 hours.
  expect(rows(ended(6))).toEqual([{ team: 't', expectation: 5.25 * 3600 }]);
  expect(rows(ended(5))).toEqual([]);
});

test('the last 13 weeks count, by the end; negative spans do not', () => {
  const long = 13 * 7 * 24;
  expect(rows([...ended(5), [long + 10, long]])).toEqual([]);
  expect(rows([...ended(5), [long + 10, long - 1]])).toHaveLength(1);
  expect(rows([...ended(5), [3, 4]])).toEqual([]);
});

test('nothing is said where the facts may be missing or old', () => {
  expect(rows([[5]], { from: NaN })).toEqual([]);
  expect(rows([[5]], { until: now - 25 * hour })).toEqual([]);
  expect(rows([[5]], { until: NaN })).toEqual([]);
  expect(rows([[5]], { until: now - 23 * hour })).toHaveLength(1);
  expect(rows([...ended(6), [5]], { from: now - 20 * day })).toEqual([{ team: 't', openAge: 5 * 3600 }]);
});
