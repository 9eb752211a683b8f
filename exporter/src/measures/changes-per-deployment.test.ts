import { expect, test } from '@jest/globals';
import { changesPerDeployment } from './changes-per-deployment.ts';
import { sliceOf } from './slice.fixture.ts';

test('the size of each deployment, 0 too, but not the whole past that a first one brings', () => {
  const deployments = [
    { at: 1, changes: 400, first: true },
    { at: 2, changes: 3 },
    { at: 3, changes: 0, rework: true },
    { at: 4, changes: 1 },
  ];
  const { at, value, leftOutAt } = changesPerDeployment.observe(sliceOf({ deployments }));
  expect([...at]).toEqual([2, 3, 4]);
  expect([...value]).toEqual([3, 0, 1]);
  expect(leftOutAt).toHaveLength(0);
});
