import { expect, test } from '@jest/globals';
import { itemTypes } from '#domain/facts.ts';
import { flowDistribution } from './flow-distribution.ts';
import { flowUnplanned } from './flow-unplanned.ts';
import { said } from './flow.fixture.ts';

const items = [
  { end: 1, type: 'feature', unplanned: true },
  { end: 2, type: 'feature' },
  { end: 3, type: 'defect', unplanned: true },
  { end: 4, type: 'unclassified' },
  { end: 10, type: 'risk' },
  { start: 1, type: 'debt' },
] as const;
const window = { from: 0, to: 10 };

test('the share of each type among the finished items, the unclassified ones too', () => {
  const shares = itemTypes.map((group) => said(flowDistribution, { items }, window, { group }));
  expect(shares.map((sample) => sample?.value)).toEqual([0.5, 0.25, 0, 0, 0.25]);
  expect(shares[0]).toMatchObject({ n: 4, numerator: 2, denominator: 4 });
});

test('the share that was not planned', () => {
  expect(said(flowUnplanned, { items }, window)).toMatchObject({ value: 0.5, numerator: 2, denominator: 4 });
});

test('nothing finished, no value', () => {
  const quiet = { from: 20, to: 30 };
  expect(said(flowUnplanned, { items }, quiet)).toBeUndefined();
  expect(said(flowDistribution, { items }, quiet, { group: 'feature' })).toBeUndefined();
});
