import { expect, test } from '@jest/globals';
import { percentInWords, moveInWords, rangeInWords, valueInWords } from './words.ts';

test.each([
  [45, 'seconds', '45 s'],
  [119.6, 'seconds', '120 s'],
  [13 * 60, 'seconds', '13 min'],
  [24 * 3600, 'seconds', '24 h'],
  [52.25 * 3600, 'seconds', '52.3 h'],
  [10 * 86_400, 'seconds', '10 days'],
  [-2 * 3600, 'seconds', '-2 h'],
  [0, 'seconds', '0 s'],
  [0.125, 'ratio', '12.5 %'],
  [0.12, 'ratio', '12 %'],
  [0.4, 'per_day', '0.4 a day'],
  [3, 'items_per_week', '3 a week'],
  [1234.4, 'lines', '1234 lines'],
  [2.5, 'orders', '2.5 orders'],
])('%d %s: %s', (value, unit, words) => {
  expect(valueInWords(value, unit)).toBe(words);
});

test('two values share the unit of the larger', () => {
  expect(moveInWords(13 * 60, 19 * 60, 'seconds')).toBe('13 → 19 min');
  expect(moveInWords(30 * 60, 5 * 3600, 'seconds')).toBe('0.5 → 5 h');
  expect(moveInWords(0.1, 0.3, 'ratio')).toBe('10 → 30 %');
  expect(moveInWords(12.97 * 60, 18.83 * 60, 'seconds')).toBe('13 → 19 min');
  expect(rangeInWords(19 * 3600, 27 * 3600, 'seconds')).toBe('19 to 27 h');
});

test.each([
  // far apart
  [40 * 60, 5 * 86_400, 'seconds', '40 min → 5 days'],
  [0, 5 * 86_400, 'seconds', '0 → 5 days'],
  [3, 0, 'items_per_week', '3 → 0 a week'],
  // enough digits to tell them apart
  [13.2 * 60, 13.4 * 60, 'seconds', '13.2 → 13.4 min'],
  [1001, 1002, 'lines', '1001 → 1002 lines'],
  [0.6071, 0.6074, 'per_day', '0.6071 → 0.6074 a day'],
  [2, 2, 'per_day', '2 → 2 a day'],
])('a move from %d to %d %s: %s', (from, to, unit, words) => {
  expect(moveInWords(from, to, unit)).toBe(words);
});

test('a chance is whole', () => {
  expect([0.05, 0.524, 0.95].map(percentInWords)).toEqual(['5 %', '52 %', '95 %']);
});
