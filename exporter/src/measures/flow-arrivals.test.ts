import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { flowArrivals } from './flow-arrivals.ts';
import { said } from './flow.fixture.ts';

test('what was started, whatever became of it; not the backlog, nor what has no known start', () => {
  const items = [
    { start: 0, end: 20 * day },
    { start: 3 * day },
    { start: 6.9 * day, cancelled: 8 * day },
    { start: 7 * day },
    { end: 5 * day },
    { start: 5 * day, end: 4 * day },
  ];
  expect(said(flowArrivals, { items }, { from: 0, to: 7 * day })).toMatchObject({ value: 3, n: 3 });
  expect(said(flowArrivals, { items }, { from: 0, to: 14 * day })).toMatchObject({ value: 2, n: 4 });
});
