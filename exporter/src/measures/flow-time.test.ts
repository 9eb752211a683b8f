import { expect, test } from '@jest/globals';
import { hour } from '#domain/window.ts';
import { flowTime } from './flow-time.ts';
import { said } from './flow.fixture.ts';

const items = [
  { start: 0, end: 10 * hour, type: 'feature' },
  { start: 5 * hour, end: 11 * hour, type: 'defect' },
  { start: 12 * hour, end: 12 * hour, type: 'feature' },
  { end: 13 * hour, type: 'feature' }, // closed without a start
  { start: 15 * hour, end: 14 * hour, type: 'feature' }, // finished before it was started
  { start: 1 * hour },
] as const;
const all = { from: 0, to: 100 * hour };

test('from start to finish; what has no known start, or a negative time, is left out and counted', () => {
  expect(said(flowTime, { items }, all)).toMatchObject({ value: 6 * 3600, n: 3, leftOut: 2 });
  expect(said(flowTime, { items }, all, { group: 'defect' })).toMatchObject({ value: 6 * 3600, n: 1, leftOut: 0 });
  expect(said(flowTime, { items }, all, { group: 'feature', statistic: 'p75' })).toMatchObject({ value: 7.5 * 3600 });
  expect(said(flowTime, { items }, all, { group: 'risk' })).toBeUndefined();
});

test('in the window of the finish', () => {
  expect(said(flowTime, { items }, { from: 11 * hour, to: 12 * hour })?.value).toBe(6 * 3600);
});
