import { expect, test } from '@jest/globals';
import { durationAnswer, frequencyAnswer } from './answers.ts';

const hour = 3600;

test("durations: less than an hour is best; a month is DORA's 730 hours", () => {
  const cases = [
    0,
    hour - 1,
    hour,
    24 * hour - 1,
    24 * hour,
    168 * hour,
    169 * hour,
    730 * hour,
    731 * hour,
    4380 * hour,
    4381 * hour,
  ];
  expect(cases.map(durationAnswer)).toEqual([6, 6, 5, 5, 4, 4, 3, 3, 2, 2, 1]);
});

test('frequency: two a working day are several a day, one is daily', () => {
  // 10 and 5 a week of five working days; then weekly, monthly and half-yearly
  const cases = [10 / 7, 9.9 / 7, 5 / 7, 4.9 / 7, 1 / 7, 0.99 / 7, 24 / 730, 0.99 * (24 / 730), 24 / 4380, 0];
  expect(cases.map(frequencyAnswer)).toEqual([6, 5, 5, 4, 4, 3, 3, 2, 2, 1]);
});
