import type { Period } from '#domain/calendar.ts';
import type { Window } from '#domain/window.ts';
import { evaluate, type Context } from '#measures/evaluate.ts';
import type { Measure, MeasureKind, Observations, Statistic } from '#measures/measure.ts';
import { periodsOf } from '#measures/points.ts';
import type { Week } from '#measures/week.ts';

export type HistoryRequest = {
  readonly range: Window;
  readonly timeZone: string;
  /** Absent: the first that the measure declares. */
  readonly statistic?: Statistic;
};

/** A median of fewer says more of the items than of the week. */
const enough = 3;

/**
 * The weeks of a measure that lie in the range, in order: the median of what was finished, events, x of n, or how things
 * stood at the week's end. A covered week without an event is 0; a week of which nothing can be said is absent. Weeks of
 * fewer than three durations are merged with the next ones and read anew from the single durations. What is still
 * growing at the end is there with `complete: false`.
 */
export function weeklyHistory<K extends MeasureKind>(
  measure: Measure<K>,
  observations: Observations[K],
  { range, timeZone, statistic = measure.statistics[0] ?? 'value' }: HistoryRequest,
  context: Context
): Week[] {
  const weeks = periodsOf({ range, every: { step: 'week' }, timeZone }, context);
  const read = (windows: readonly Window[]) =>
    evaluate(measure, observations, windows, context).map((samples) => samples[statistic]);
  const single = read(weeks);
  const counts = single.map((sample) => sample?.n ?? 0);
  const merge = measure.kind === 'durations' && counts.some((n) => n > 0 && n < enough);
  const spans = merge ? merged(weeks, counts) : weeks;
  const samples = merge ? read(spans) : single;
  return spans.flatMap(({ from, to }, index) => {
    const sample = samples[index];
    if (sample === undefined) return [];
    const { value, n, numerator, denominator } = sample;
    const complete = sample.complete && !(merge && n < enough);
    return [{ from, to, value, n, ...(denominator !== undefined && { numerator, denominator }), complete }];
  });
}

/** Closes a span as soon as it has enough, so what comes later never changes it. */
function merged(weeks: readonly Period[], counts: readonly number[]): Window[] {
  const spans: Window[] = [];
  let open: { from: number; n: number } | undefined;
  weeks.forEach(({ from, to }, index) => {
    const n = (open?.n ?? 0) + (counts[index] ?? 0);
    if (n === 0) return;
    open = { from: open?.from ?? from, n };
    const last = index === weeks.length - 1;
    if (n < enough && !last) return;
    spans.push({ from: open.from, to });
    open = undefined;
  });
  return spans;
}
