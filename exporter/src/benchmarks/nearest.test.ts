import { expect, test } from '@jest/globals';
import { nearestCentroids } from './nearest.ts';

const hour = 3600;
const elite2024 = {
  change_lead_time: 10 * hour,
  deployment_frequency: 3,
  failed_deployment_recovery_time: 0.5 * hour,
  change_fail_rate: 0.05,
};
const of = (values: Parameters<typeof nearestCentroids>[0], edition: string) =>
  nearestCentroids(values).find((nearest) => nearest.edition === edition);

test('the same answers are no distance', () => {
  expect(of(elite2024, 'DORA 2024')).toMatchObject({ name: 'Elite', distance: 0, metrics: 4 });
  // Anywhere in the band of 2019 is in it.
  expect(of({ ...elite2024, change_fail_rate: 0.14 }, 'DORA 2019')).toMatchObject({ name: 'Elite', distance: 0 });
});

test('distance is the root mean square over all metrics', () => {
  // Frequency one answer lower (2 of 10), fail rate 9 % instead of 5 (0.4 of 10): √((4 + 0.16) ÷ 4)
  const nearest = of({ ...elite2024, deployment_frequency: 1, change_fail_rate: 0.09 }, 'DORA 2024');
  expect(nearest?.name).toBe('Elite');
  expect(nearest?.distance).toBeCloseTo(Math.sqrt(4.16 / 4), 10);
});

test('one metric never decides: a fail rate of 20 % is that of High in 2024, among slow answers it is Medium', () => {
  const slow = {
    change_lead_time: 400 * hour,
    deployment_frequency: 0.08,
    failed_deployment_recovery_time: 10 * hour,
    change_fail_rate: 0.2,
  };
  expect(of(slow, 'DORA 2024')?.name).toBe('Medium');
});

test('what is equally near is named together', () => {
  // Lead time and frequency half way between those of 2019, recovery shared by both
  const between = {
    change_lead_time: 100 * hour,
    deployment_frequency: 0.1,
    failed_deployment_recovery_time: 10 * hour,
  };
  expect(of(between, 'DORA 2019')).toMatchObject({ name: 'High or Medium', metrics: 3 });
});

test('with two metrics, or rework as a third, nothing is said', () => {
  expect(nearestCentroids({ change_lead_time: hour, change_fail_rate: 0.1, deployment_rework_rate: 0.1 })).toEqual([]);
});
