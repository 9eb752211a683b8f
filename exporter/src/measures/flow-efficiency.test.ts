import { expect, test } from '@jest/globals';
import { hour } from '#domain/window.ts';
import { flowEfficiency } from './flow-efficiency.ts';
import { said } from './flow.fixture.ts';

const window = { from: 0, to: 100 * hour };

test('active time of all items ÷ their flow time: a long wait weighs what it cost', () => {
  const items = [
    { start: 0, end: 90 * hour, blocked: 80 * hour },
    { start: 10 * hour, end: 20 * hour, blocked: 0 },
    { start: 0, end: 50 * hour }, // nobody marks waits here
    { end: 50 * hour, blocked: NaN },
    { start: 60 * hour, end: 50 * hour, blocked: 0 }, // impossible
  ];
  expect(said(flowEfficiency, { items }, window)).toMatchObject({
    value: 0.2,
    n: 2,
    numerator: 20 * 3600,
    denominator: 100 * 3600,
  });
});

test('no value where no waiting is marked', () => {
  expect(said(flowEfficiency, { items: [{ start: 0, end: hour }] }, window)).toBeUndefined();
});
