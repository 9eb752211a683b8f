import { describe, expect, test } from '@jest/globals';
import { displayOf, shown, typicalOf } from './display';

const seconds = { unit: 'seconds', display: { unit: 'suffix: h', scale: 1 / 3600, decimals: 1 } };
const ratio = { unit: 'ratio', display: { unit: 'percentunit', scale: 1, decimals: 1 } };
const perDay = { unit: 'per_day', display: { unit: 'suffix: a day', scale: 1, decimals: 2 } };

describe('a duration is shown in one unit', () => {
  test.each([
    [780, '13 min'],
    [4140, '69 min'],
    [7200, '2 h'],
    [72_000, '20 h'],
    [86_400, '24 h'],
    [9000, '2.5 h'],
    [5 * 86_400, '5 d'],
    [509_760, '5.9 d'],
  ])('%d s is %s', (value, text) => {
    expect(shown(value, displayOf(seconds, value))).toBe(text);
  });

  test('the typical value chooses it for all', () => {
    const display = displayOf(seconds, typicalOf([50_000, 72_000, 900]));
    expect([50_000, 72_000, 900].map((value) => shown(value, display))).toEqual(['14 h', '20 h', '0.25 h']);
  });

  test('without a value the catalog chooses', () => {
    expect(displayOf(seconds, typicalOf([]))).toEqual({ unit: 'suffix:h', scale: 1 / 3600 });
  });
});

test.each([
  [0.13, '13%'],
  [0.085, '8.5%'],
  [1, '100%'],
  [0, '0%'],
  [0.004, '0.4%'],
])('the ratio %d is %s', (value, text) => {
  expect(shown(value, displayOf(ratio, value))).toBe(text);
});

test.each([
  [2.1, '2.1 a day'],
  [0.2, '0.2 a day'],
  [0.142857, '0.14 a day'],
  [12.04, '12 a day'],
])('the rate %d is %s', (value, text) => {
  expect(shown(value, displayOf(perDay, value))).toBe(text);
});
