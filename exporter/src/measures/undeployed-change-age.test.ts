import { expect, test } from '@jest/globals';
import { hour } from '#domain/window.ts';
import { evaluate } from './evaluate.ts';
import { sliceOf } from './slice.fixture.ts';
import { undeployedChangeAge } from './undeployed-change-age.ts';

const slice = sliceOf({
  changes: [{ merged: 0, deployed: 50 * hour }],
  waiting: [10 * hour, 30 * hour, 40 * hour],
});
const agesAt = (hours: number, now = 1000 * hour) => {
  const window = { from: 0, to: hours * hour };
  const observations = undeployedChangeAge.observe(slice);
  return evaluate(undeployedChangeAge, observations, [window], { now, coverage: slice.coverage })[0];
};

test('the ages of what waits at the end of the window, since the merge', () => {
  const ages = agesAt(45);
  // 45, 35, 15 and 5 hours
  expect(ages?.max).toEqual({ value: 45 * 3600, n: 4, leftOut: 0, complete: true });
  expect(ages?.p50?.value).toBe(25 * 3600);
  expect(ages?.p75?.value).toBe(37.5 * 3600);
  expect(ages?.p90?.value).toBeCloseTo(42 * 3600, 6);
});

test('what was deployed is gone; of the future nothing has aged yet', () => {
  expect(agesAt(60)?.max?.value).toBe(50 * 3600);
  expect(agesAt(60, 41 * hour)?.max).toMatchObject({ value: 41 * 3600, n: 4, complete: false });
});

test('nothing waits, no value', () => {
  expect(agesAt(0)).toEqual({});
});
