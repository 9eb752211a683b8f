import { periods, periodStart, type CalendarStep, type Period } from '#domain/calendar.ts';
import type { Window } from '#domain/window.ts';
import { evaluate, type Context } from './evaluate.ts';
import type { Measure, MeasureKind, Observations, Sample, Statistic } from './measure.ts';

/** Which points: one for each calendar period, or one a day over the trailing milliseconds up to that day's end. */
export type PointsRequest = {
  readonly range: Window;
  readonly every: { readonly step: CalendarStep } | { readonly trailing: number };
  readonly timeZone: string;
  /** Absent: the first that the measure declares. */
  readonly statistic?: Statistic;
};

/** A sample and the start of the period, or of the day, that it stands for. */
export type Point = Sample & { readonly time: number };

/**
 * The history of one statistic: the points whose time lies in the range, in order. Where there is no sample there is
 * no point; nothing of the future, and nothing before the team's first fact.
 */
export function points<K extends MeasureKind>(
  measure: Measure<K>,
  observations: Observations[K],
  request: PointsRequest,
  context: Context
): Point[] {
  const { every, statistic = measure.statistics[0] ?? 'value' } = request;
  const dated = periodsOf(request, context);
  const windows = 'step' in every ? dated : dated.map(({ to }) => ({ from: to - every.trailing, to }));
  const samples = evaluate(measure, observations, windows, context);
  return dated.flatMap(({ from }, index) => {
    const sample = samples[index]?.[statistic];
    return sample ? [{ time: from, ...sample }] : [];
  });
}

/** The calendar periods of a request of which something can be known: from the team's first fact up to now. */
export function periodsOf({ range, every, timeZone }: PointsRequest, { now, coverage }: Context): Period[] {
  if (Number.isNaN(coverage.firstFactAt)) return [];
  const step = 'step' in every ? every.step : 'day';
  const from = Math.max(range.from, periodStart(step, coverage.firstFactAt, timeZone));
  return periods(step, { from, to: Math.min(range.to, now) }, timeZone);
}
