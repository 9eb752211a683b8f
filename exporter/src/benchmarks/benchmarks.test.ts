import { expect, test } from '@jest/globals';
import { benchmarksSchema } from '#api/insight-schemas.ts';
import { benchmarksOf } from './benchmarks.ts';
import { distributions } from './distributions.ts';
import { label } from './source.ts';
import { vendorSets } from './vendor.ts';

const hour = 3600;

test('2025: the answers from the best on, with what is printed as the top share', () => {
  const lines = distributions.map(({ measure, groups }) => [
    measure,
    groups.map(({ share }) => share).join(' '),
    groups.map(({ top }) => top).join(' '),
  ]);
  expect(lines).toEqual([
    ['deployment_frequency', '16.2 6.5 21.9 31.5 20.3 3.6', '16.2 22.7 44.6 76.1 96.4 100'],
    ['change_lead_time', '9.4 15 31.9 28.3 13.2 2', '9.4 24.4 56.4 84.7 97.9 100'],
    ['failed_deployment_recovery_time', '21.3 35.3 28 9.4 4.9 1', '21.3 56.5 84.5 93.9 98.8 100'],
    ['change_fail_rate', '8.5 8.1 19.6 26 37.8', '8.5 16.7 36.2 62.2 100'],
  ]);
  for (const { groups } of distributions) {
    expect(Math.abs(groups.reduce((sum, { share }) => sum + share, 0) - 100)).toBeLessThan(0.3);
  }
});

const {
  items,
  nearest,
  quick_check: check,
} = benchmarksOf({
  change_lead_time: 100 * hour,
  deployment_frequency: 0.2,
  change_fail_rate: 0.04,
});
const item = (measure: string) => items.find((one) => one.measure === measure);

test('a value falls into one answer, and so into a share from the top', () => {
  expect(item('change_lead_time')).toMatchObject({ value: 100 * hour, group: 'a day to a week', top_share: 0.564 });
  expect(item('deployment_frequency')).toMatchObject({ group: 'once a day to once a week', top_share: 0.446 });
  // Upper ends belong to the group.
  expect(item('change_fail_rate')).toMatchObject({ group: '2 to 4 %', top_share: 0.167 });
});

test('without a value there are the answers alone', () => {
  const recovery = item('failed_deployment_recovery_time');
  expect(recovery).not.toHaveProperty('value');
  expect(recovery).not.toHaveProperty('group');
  expect(recovery?.groups[1]).toEqual({ text: 'less than a day', share: 0.353, top_share: 0.565 });
  expect(check).toBeUndefined();
});

test('always context, with source and licence; no level names, and none of it is said to be verified that is not', () => {
  for (const one of items) {
    expect(one.label).toBe(label);
    expect(one.label).toContain('not a target');
    expect(one.source).toContain('2025');
    expect(one.licence).not.toBe('');
    expect(one.verified).toBe(false);
    expect(JSON.stringify(one)).not.toMatch(/elite|high|medium|low\b/i);
  }
  expect(nearest.map(({ metrics }) => metrics)).toEqual([3, 3, 3, 3, 3, 3, 3]);
});

test('a vendor is named as one', () => {
  expect(vendorSets.map(({ edition, rows }) => [edition, rows.length])).toEqual([
    ['LinearB 2026', 1],
    ['LinearB, earlier study', 5],
  ]);
  const [cycle] = vendorSets[0]?.rows ?? [];
  // Below 25, 25 to 72, 73 to 161, above 161 hours, of the 75 % quantile
  expect(cycle?.levels.map(({ name, below }) => `${name} ${below ?? ''}`)).toEqual([
    'elite 25',
    'good 73',
    'fair 162',
    'needs focus ',
  ]);
  expect(
    vendorSets.every(({ vendor, label: says, edition }) => edition.startsWith(vendor) && says.includes('vendor'))
  ).toBe(true);
});

test('is what the API answers, strictly', () => {
  const all = benchmarksOf({
    change_lead_time: 100 * hour,
    deployment_frequency: 0.2,
    failed_deployment_recovery_time: hour,
    change_fail_rate: 0.2,
    deployment_rework_rate: 0.1,
  });
  expect(all.quick_check?.scores).toHaveProperty('deployment_rework_rate', 9);
  expect(benchmarksSchema.parse(all)).toEqual(all);
  expect(benchmarksSchema.parse(benchmarksOf({})).nearest).toEqual([]);
});
