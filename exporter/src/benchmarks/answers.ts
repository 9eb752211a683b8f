import { day, hour } from '#domain/window.ts';

/** The answers of the survey since 2018, from 1 (worst) to 6 (best); State of DevOps 2019, appendix. */
export type Answer = 1 | 2 | 3 | 4 | 5 | 6;

/** DORA's own conversions: a month is 730 hours, six months are 4,380. */
const month = 730 * hour;
const halfYear = 4380 * hour;
const secondsIn = (milliseconds: number): number => milliseconds / 1000;

export const durationTexts: { readonly [A in Answer]: string } = {
  6: 'less than an hour',
  5: 'less than a day',
  4: 'a day to a week',
  3: 'a week to a month',
  2: 'one to six months',
  1: 'more than six months',
};

export const frequencyTexts: { readonly [A in Answer]: string } = {
  6: 'on demand, several a day',
  5: 'once an hour to once a day',
  4: 'once a day to once a week',
  3: 'once a week to once a month',
  2: 'once a month to once in six months',
  1: 'less than once in six months',
};

/** Of lead time and recovery time, in seconds. */
export function durationAnswer(seconds: number): Answer {
  if (seconds < secondsIn(hour)) return 6;
  if (seconds < secondsIn(day)) return 5;
  if (seconds <= secondsIn(7 * day)) return 4;
  if (seconds <= secondsIn(month)) return 3;
  if (seconds <= secondsIn(halfYear)) return 2;
  return 1;
}

/**
 * Of deployments a day, weekends included. The two best answers overlap in the survey; ours: two and more a working
 * day are several a day, one is daily.
 */
export function frequencyAnswer(perDay: number): Answer {
  const perWorkingDay = (perDay * 7) / 5;
  if (perWorkingDay >= 2) return 6;
  if (perWorkingDay >= 1) return 5;
  if (perDay >= 1 / 7) return 4;
  if (perDay >= day / month) return 3;
  if (perDay >= day / halfYear) return 2;
  return 1;
}
