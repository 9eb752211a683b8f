import { day } from '#domain/window.ts';
import type { Context } from '#measures/evaluate.ts';
import type { Measure, MeasureKind, Observations } from '#measures/measure.ts';
import { chartOf } from './charts.ts';
import { earlierWeeks, lastWeekEnd, recentWeeks, verdictOf, type JudgeOptions } from './judge.ts';
import type { Change, Verdict } from './signal.ts';
import { weeklyHistory } from './weekly.ts';

export type Effect = {
  /** Of the first 13 weeks after it against up to 26 before. */
  readonly verdict: Verdict;
  /** Weeks, events or trials after it. */
  readonly n: number;
  readonly change?: Change;
  /** Of a clear change: whether the latest weeks, up to 13, still differ from those before it; absent: too early to tell. */
  readonly lasting?: 'holds' | 'faded';
};

const week = 7 * day;

/** What came of something that a team did `at` a time. The week in which it was done belongs to neither side. */
export function effectOf<K extends MeasureKind>(
  measure: Measure<K>,
  observations: Observations[K],
  context: Context,
  { at, timeZone, statistic }: Pick<JudgeOptions, 'timeZone' | 'statistic'> & { readonly at: number }
): Effect {
  const range = { from: at - (earlierWeeks + 1) * week, to: context.now };
  const weeks = weeklyHistory(measure, observations, { range, timeZone, ...(statistic && { statistic }) }, context);
  const { compare } = chartOf(measure, observations, weeks, context);
  const end = lastWeekEnd(measure, context, timeZone);
  const before = { from: range.from, to: at };
  const later = at + recentWeeks * week;
  // The last of 13 whole weeks ends within the week after.
  const found = compare(before, { from: at, to: Math.min(later + week - 1, end) });
  const verdict = verdictOf(found, measure.better);
  if (!('low' in found)) return { verdict, n: found.n };
  const latest = compare(before, { from: Math.max(later, end - recentWeeks * week), to: end });
  const side = sideOf(found);
  const lasting = 'low' in latest && side !== 0 && (sideOf(latest) === side ? 'holds' : 'faded');
  return { verdict, n: found.n, change: found, ...(lasting && { lasting }) };
}

function sideOf({ low, high }: Change): number {
  return low > 0 ? 1 : high < 0 ? -1 : 0;
}
