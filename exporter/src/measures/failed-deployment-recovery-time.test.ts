import { describe, expect, test } from '@jest/globals';
import { hour } from '#domain/window.ts';
import { failedDeploymentRecoveryTime } from './failed-deployment-recovery-time.ts';
import { sliceOf } from './slice.fixture.ts';

const observe = (deployments: Parameters<typeof sliceOf>[0]['deployments']) => {
  const { at, value, leftOutAt } = failedDeploymentRecoveryTime.observe(sliceOf({ deployments: deployments ?? [] }));
  return { at: [...at], hours: [...value].map((seconds) => seconds / 3600), leftOutAt: [...leftOutAt] };
};

describe('failed deployment recovery time', () => {
  test('belongs to the time at which it ended, however the deployments were ordered', () => {
    const deployments = [
      { at: 0, failed: true, recovered: 30 * hour },
      { at: 5 * hour, failed: true, recovered: 6 * hour },
    ];
    expect(observe(deployments)).toEqual({ at: [6 * hour, 30 * hour], hours: [1, 30], leftOutAt: [] });
  });

  test('two that one deployment mended are two', () => {
    const deployments = [
      { at: 0, failed: true, recovered: 4 * hour },
      { at: hour, failed: true, recovered: 4 * hour },
    ];
    expect(observe(deployments)).toEqual({ at: [4 * hour, 4 * hour], hours: [4, 3], leftOutAt: [] });
  });

  test('neither an open failure nor a deployment that did not fail', () => {
    expect(observe([{ at: 0, failed: true }, { at: hour }])).toEqual({ at: [], hours: [], leftOutAt: [] });
  });

  test('recovered before it was deployed has no value and is counted', () => {
    expect(observe([{ at: 5 * hour, failed: true, recovered: hour }])).toEqual({
      at: [],
      hours: [],
      leftOutAt: [hour],
    });
  });
});
