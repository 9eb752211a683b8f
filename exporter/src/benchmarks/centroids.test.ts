import { expect, test } from '@jest/globals';
import { durationTexts, frequencyTexts } from './answers.ts';
import { editions } from './centroids.ts';

/** Each edition as its report has it: share; deployment frequency; lead time; recovery; fail rate. */
const printed: { readonly [edition: string]: readonly string[] } = {
  'DORA 2018': [
    'Elite 7: on demand, several a day; less than an hour; less than an hour; 0–15',
    'High 48: once an hour to once a day; a day to a week; less than a day; 0–15',
    'Medium 37: once a week to once a month; a week to a month; less than a day; 0–15',
    'Low 15: once a week to once a month; one to six months; a week to a month; 46–60',
  ],
  'DORA 2019': [
    'Elite 20: on demand, several a day; less than a day; less than an hour; 0–15',
    'High 23: once a day to once a week; a day to a week; less than a day; 0–15',
    'Medium 44: once a week to once a month; a week to a month; less than a day; 0–15',
    'Low 12: once a month to once in six months; one to six months; a week to a month; 46–60',
  ],
  'DORA 2021': [
    'Elite 26: on demand, several a day; less than an hour; less than an hour; 0–15',
    'High 40: once a week to once a month; a day to a week; less than a day; 16–30',
    'Medium 28: once a month to once in six months; one to six months; a day to a week; 16–30',
    'Low 7: less than once in six months; more than six months; more than six months; 16–30',
  ],
  'DORA 2022': [
    'High 11: on demand, several a day; a day to a week; less than a day; 0–15',
    'Medium 69: once a week to once a month; a week to a month; a day to a week; 16–30',
    'Low 19: once a month to once in six months; one to six months; a week to a month; 46–60',
  ],
  'DORA 2022, with reliability': [
    'Starting ?: once a week to once a month; a week to a month; a day to a week; 31–45',
    'Flowing ?: on demand, several a day; less than a day; less than an hour; 0–15',
    'Slowing ?: once a week to once a month; a week to a month; less than a day; 0–15',
    'Retiring ?: once a month to once in six months; one to six months; one to six months; 46–60',
  ],
  'DORA 2023': [
    'Elite 18: on demand, several a day; less than a day; less than an hour; 5–5',
    'High 31: once a day to once a week; a day to a week; less than a day; 10–10',
    'Medium 33: once a week to once a month; a week to a month; a day to a week; 15–15',
    'Low 17: once a week to once a month; a week to a month; one to six months; 64–64',
  ],
  'DORA 2024': [
    'Elite 19: on demand, several a day; less than a day; less than an hour; 5–5',
    'High 22: once a day to once a week; a day to a week; less than a day; 20–20',
    'Medium 35: once a week to once a month; a week to a month; less than a day; 10–10',
    'Low 25: once a month to once in six months; one to six months; a week to a month; 40–40',
  ],
};

test.each(editions)('$edition', ({ edition, centroids }) => {
  expect(
    centroids.map(
      ({ name, share = '?', frequency, leadTime, recovery, failRate: { low, high } }) =>
        `${name} ${share}: ${frequencyTexts[frequency]}; ${durationTexts[leadTime]}; ${durationTexts[recovery]}; ${low}–${high}`
    )
  ).toEqual(printed[edition]);
});

test('each edition has a source and a licence, and says how far it was read', () => {
  expect(editions.map(({ edition, mark }) => `${edition}: ${mark}`)).toEqual([
    'DORA 2018: read',
    'DORA 2019: read',
    'DORA 2021: read',
    'DORA 2022: quoted',
    'DORA 2022, with reliability: quoted',
    'DORA 2023: quoted',
    'DORA 2024: read',
  ]);
  for (const { source } of editions) {
    expect(source.text).not.toBe('');
    expect(source.licence).not.toBe('');
  }
});
