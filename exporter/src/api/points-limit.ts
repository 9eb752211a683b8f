import { day, type Window } from '#domain/window.ts';
import type { Step } from './contract.ts';
import { badRequest } from './errors.ts';

const mostPoints = 5000;
/** The shortest that a period can be, but for the hour that a day may lose. */
const length = { day, week: 7 * day, month: 28 * day, quarter: 90 * day };

/** 400 where so many series of a range would have more points than are answered at once. */
export function requireFewPoints({ from, to }: Window, step: Step, series = 1): void {
  const points = series * Math.ceil((to - from) / length[step]);
  if (points <= mostPoints) return;
  const message = `the range has about ${points} points, at most ${mostPoints} are answered: shorten it, or take a longer step`;
  throw badRequest([{ path: 'from', message }]);
}
