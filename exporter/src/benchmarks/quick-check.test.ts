import { expect, test } from '@jest/globals';
import { quickCheckMeans } from './quick-check-means.ts';
import { quickCheck, quickCheckOf, scoresOf } from './quick-check.ts';

const hour = 3600;
const values = {
  change_lead_time: 20 * hour,
  deployment_frequency: 0.4,
  failed_deployment_recovery_time: 0.5 * hour,
  change_fail_rate: 0.05,
  deployment_rework_rate: 0.1,
};

test("DORA's formula: (answer − 1) × 2, 10 − per cent ÷ 10, plain means", () => {
  // Answers 5, 4, 6 → 8, 6, 10; 5 % → 9.5, 10 % → 9
  expect(quickCheck(values)).toEqual({
    overall: (8 + 6 + 10 + 9.5 + 9) / 5,
    throughput: 8,
    stability: 9.25,
    scores: {
      change_lead_time: 8,
      deployment_frequency: 6,
      failed_deployment_recovery_time: 10,
      change_fail_rate: 9.5,
      deployment_rework_rate: 9,
    },
  });
});

test('with one of the five unknown there is no overall score, but the others', () => {
  const { failed_deployment_recovery_time: _, ...four } = values;
  expect(quickCheck(four)).toBeUndefined();
  expect(Object.keys(scoresOf(four))).toHaveLength(4);
});

const find = (edition: string, by: string, group: string) =>
  quickCheckMeans.groups.find((means) => means.edition === edition && means.by === by && means.group === group);

test('2025: 13 industries and 8 sizes beside the whole; 2024: the same industries and 9 sizes', () => {
  const counts = (['2025', '2024'] as const).flatMap((edition) =>
    (['industry', 'size'] as const).map(
      (by) => quickCheckMeans.groups.filter((means) => means.edition === edition && means.by === by).length
    )
  );
  expect(counts).toEqual([14, 9, 14, 10]);
});

test('all industries of 2025 and 2024, where 10 is best', () => {
  const all = find('2025', 'industry', 'All industries');
  expect(all).toMatchObject({
    leadTime: { mean: 5.5, deviation: 2.4 },
    frequency: { mean: 4.8, deviation: 2.8 },
    recovery: { mean: 7.4, deviation: 2.1 },
    // Published as 1.9 and 2.2: 19 % and 22 %.
    failRate: { mean: 8.1, deviation: 2.1 },
    rework: { mean: 7.8, deviation: 2.2 },
  });
  // As the Quick Check computes it in place of the 4.3 that is published.
  expect(all && quickCheckOf(all).overall).toBeCloseTo(6.72, 10);
  const before = find('2024', 'industry', 'All industries');
  expect(before).toMatchObject({
    leadTime: { mean: 5.1 },
    frequency: { mean: 5.3 },
    recovery: { mean: 7.5 },
    failRate: { mean: 8.3 },
  });
  expect(before).not.toHaveProperty('rework');
  // Published as 6.7, computed from unrounded means.
  expect(before && quickCheckOf(before).overall).toBeCloseTo(6.55, 10);
});

test('recovery of the sizes of 2025 is turned round, and it is told: all sizes have what all industries have', () => {
  expect(quickCheckMeans.corrections.some((text) => text.startsWith('Sizes of 2025: recovery'))).toBe(true);
  expect(quickCheckMeans.source.licence).toContain('CC BY 4.0');
  expect(find('2025', 'size', 'All organizations')?.recovery).toEqual({ mean: 7.4, deviation: 2.1 });
  expect(find('2025', 'size', '1 employee')?.recovery.mean).toBe(7.2);
  expect(find('2024', 'size', '20 to 99 employees')?.recovery.mean).toBe(7.9);
});

test('every mean is within the scale', () => {
  for (const { leadTime, frequency, recovery, failRate, rework } of quickCheckMeans.groups) {
    for (const spread of [leadTime, frequency, recovery, failRate, ...(rework ? [rework] : [])]) {
      expect(spread.mean).toBeGreaterThan(3);
      expect(spread.mean).toBeLessThan(10);
      expect(spread.deviation).toBeGreaterThan(0);
    }
  }
});
