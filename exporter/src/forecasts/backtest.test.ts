import { describe, expect, test } from '@jest/globals';
import { backtest, backtestRows } from './backtest.ts';

import { normals, start, weeksOf } from './weeks.fixture.ts';
import { weekLength } from './scale.ts';

const now = start + 78 * weekLength;
const noise = (seed: number, spread: number): number[] => {
  const normal = normals(seed);
  return Array.from({ length: 78 }, () => spread * normal());
};
const steady = weeksOf(noise(1, 0.4).map((x) => 3600 * Math.exp(x)));

describe('on a steady team', () => {
  const found = backtest({ weeks: steady, kind: 'log', better: 'lower', now, seed: 1 });

  test('the ensemble is nearer than "nothing changes", and is used', () => {
    expect(found.used).toBe('ensemble');
    expect(found.because).toMatch(/^Mean of three methods; from 58 past weeks its misses were 0\.\d\d of those/);
    for (const { scores } of found.horizons) {
      expect(scores.ensemble.mase).toBeLessThan(1);
      expect(scores.naive.mase).toBe(1);
      expect(scores.ensemble.pinball).toBeLessThan(scores.naive.pinball);
      expect(scores.ensemble.brier).toBeLessThan(scores.naive.brier ?? NaN);
    }
  });

  test('one line for each horizon, as it is printed', () => {
    const rows = backtestRows(found, { team: 'blue', measure: 'change_lead_time' });
    expect(rows.map(({ horizon_weeks, n }) => [horizon_weeks, n])).toEqual([
      [1, 58],
      [4, 55],
      [8, 51],
      [13, 46],
    ]);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...['team', 'measure', 'horizon_weeks', 'n', 'mase', 'pinball', 'coverage80'],
      ...['brier', 'brier_base_rate', 'used'],
    ]);
  });

  test('the unit changes the pinball loss alone', () => {
    const hours = steady.map((week) => ({ ...week, value: week.value / 3600 }));
    const [inSeconds] = found.horizons;
    const [inHours] = backtest({ weeks: hours, kind: 'log', better: 'lower', now, seed: 1 }).horizons;
    expect(inHours?.scores.ensemble.mase).toBeCloseTo(inSeconds?.scores.ensemble.mase ?? NaN, 9);
    expect(inHours?.scores.ensemble.brier).toBeCloseTo(inSeconds?.scores.ensemble.brier ?? NaN, 9);
    expect(3600 * (inHours?.scores.ensemble.pinball ?? NaN)).toBeCloseTo(inSeconds?.scores.ensemble.pinball ?? NaN, 6);
  });
});

test('with a release every fourth week no method beats "nothing changes": the bootstrap is used and says so', () => {
  // Each window of four weeks holds one release, whatever comes next; the methods see a jump and follow it.
  const weeks = weeksOf(noise(2, 1).map((x, at) => (at % 4 === 0 ? 400 : 20) + x));
  const found = backtest({ weeks, kind: 'identity', better: 'neither', now, seed: 1 });
  expect(found.used).toBe('bootstrap_12');
  expect(found.because).toContain('beat neither');
  expect(backtestRows(found, { team: 'blue', measure: 'open_changes' })[0]).toMatchObject({
    brier: null,
    used: 'bootstrap_12',
  });
});

test('a short history neither praises nor drops a method', () => {
  const found = backtest({
    weeks: steady.slice(0, 25),
    kind: 'log',
    better: 'lower',
    now: start + 25 * weekLength,
    seed: 1,
  });
  expect(found.used).toBe('ensemble');
  expect(found.because).toContain('not yet checked');
  expect(backtest({ weeks: [], kind: 'log', better: 'lower', now, seed: 1 }).horizons).toEqual([]);
});

test('a value that never moves is met without a miss', () => {
  const found = backtest({
    weeks: weeksOf(Array.from({ length: 60 }, () => 5)),
    kind: 'log',
    better: 'lower',
    now: start + 60 * weekLength,
    seed: 1,
  });
  expect(found.horizons[0]?.scores.ensemble.mase).toBeUndefined();
  expect(found.horizons[0]?.scores.ensemble.coverage80).toBe(1);
});
