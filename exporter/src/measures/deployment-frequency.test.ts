import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { deploymentFrequency } from './deployment-frequency.ts';
import { evaluate } from './evaluate.ts';
import { sliceOf } from './slice.fixture.ts';

const window = { from: 0, to: 28 * day };
const frequencyOf = (...at: number[]) => {
  const slice = sliceOf({ deployments: at.map((time) => ({ at: time })) });
  const [samples] = evaluate(deploymentFrequency, deploymentFrequency.observe(slice), [window], {
    now: window.to,
    coverage: slice.coverage,
  });
  return samples?.value;
};

test('deployments in the window, a day; its start is in it, its end is not', () => {
  expect(frequencyOf(-1, 0, 5 * day, 5 * day, 28 * day - 1, 28 * day)).toMatchObject({ value: 4 / 28, n: 4 });
});

test('none is 0, with what might have been', () => {
  const none = frequencyOf();
  expect(none).toMatchObject({ value: 0, n: 0, low: 0 });
  expect(none?.high).toBeCloseTo(3.8415 / 28, 4);
});
