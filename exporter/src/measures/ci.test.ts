import { expect, test } from '@jest/globals';
import { ciDuration } from './ci-duration.ts';
import { ciRecoveryTime } from './ci-recovery-time.ts';
import { ciRerun } from './ci-rerun.ts';
import { ciRuns } from './ci-runs.ts';
import { ciSuccess } from './ci-success.ts';
import { sliceOf } from './slice.fixture.ts';

const second = 1000;
const slice = sliceOf({
  runs: [
    { started: 0, at: 100 * second, outcome: 'success' },
    { started: 120 * second, at: 180 * second, outcome: 'failure' },
    { started: 180 * second, at: 200 * second, outcome: 'cancelled' },
    { started: 310 * second, at: 300 * second, outcome: 'failure' }, // ends before it starts
    { started: 300 * second, at: 480 * second, outcome: 'success', redSince: 180 * second, failedBefore: true },
  ],
});

test('duration: failures are answers, cancelled runs are not', () => {
  const { at, value, leftOutAt } = ciDuration.observe(slice);
  expect([...at]).toEqual([100 * second, 180 * second, 480 * second]);
  expect([...value]).toEqual([100, 60, 180]);
  expect([...leftOutAt]).toEqual([300 * second]);
});

test('runs: all of them', () => {
  expect(ciRuns.observe(slice).at).toHaveLength(5);
});

test('success: of the runs that were not cancelled', () => {
  const { at, part } = ciSuccess.observe(slice);
  expect([...at]).toEqual([100 * second, 180 * second, 300 * second, 480 * second]);
  expect([...part]).toEqual([1, 0, 0, 1]);
});

test('recovery: from the first failure to the success, in the window of the success', () => {
  const { at, value } = ciRecoveryTime.observe(slice);
  expect([...at]).toEqual([480 * second]);
  expect([...value]).toEqual([300]);
});

test('re-runs: of the successes, those of a commit that had failed', () => {
  const { at, part } = ciRerun.observe(slice);
  expect([...at]).toEqual([100 * second, 480 * second]);
  expect([...part]).toEqual([0, 1]);
});
