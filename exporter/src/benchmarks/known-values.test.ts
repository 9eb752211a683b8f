import { expect, test } from '@jest/globals';
import { knownValues } from './known-values.ts';

const valuesOf = (measure: string) =>
  new Set(knownValues.filter((known) => known.measure === measure).map(({ value }) => value));

test('the numbers that are copied most are among them, in the unit of the measure', () => {
  expect(valuesOf('change_lead_time')).toEqual(new Set([3600, 86_400, 604_800]));
  expect(valuesOf('change_fail_rate').has(0.15)).toBe(true);
  expect(valuesOf('change_fail_rate').has(0.05)).toBe(true);
  expect(valuesOf('change_cycle_time').has(25 * 3600)).toBe(true);
  expect(valuesOf('change_size')).toEqual(new Set([98]));
  expect(knownValues.every(({ value, source }) => value > 0 && source !== '')).toBe(true);
});
