import { expect, test } from '@jest/globals';
import { dateInWords } from './date-in-words.ts';

test('a day and a month in the zone; the year where it is another', () => {
  const time = Date.parse('2026-09-30T22:30:00Z');
  expect(dateInWords(time, 'UTC')).toBe('30 Sep');
  expect(dateInWords(time, 'Europe/Berlin')).toBe('1 Oct');
  expect(dateInWords(time, 'UTC', Date.parse('2027-01-01T00:00:00Z'))).toBe('30 Sep 2026');
});
