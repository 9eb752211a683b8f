import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { deploymentReworkRate } from './deployment-rework-rate.ts';
import { evaluate } from './evaluate.ts';
import { sliceOf } from './slice.fixture.ts';

test('rollbacks and remediations ÷ all that finished in the window, whether or not they failed', () => {
  const slice = sliceOf({
    deployments: [{ at: 1 }, { at: 2, failed: true }, { at: 3, rework: true, failed: true }, { at: 4, rework: true }],
  });
  const [samples] = evaluate(deploymentReworkRate, deploymentReworkRate.observe(slice), [{ from: 1, to: day }], {
    now: 2 * day,
    coverage: slice.coverage,
  });
  expect(samples?.value).toMatchObject({ value: 0.5, numerator: 2, denominator: 4, complete: false });
});
