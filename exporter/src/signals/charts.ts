import { day, type Window } from '#domain/window.ts';
import type { Context } from '#measures/evaluate.ts';
import type { Measure, MeasureKind, Observations } from '#measures/measure.ts';
import type { Week } from '#measures/week.ts';
import { compareEvents, compareTrials, compareValues } from './compare.ts';
import { detectorOf, scaleOf } from './detector.ts';
import { gapsMethod, gapsOf } from './gaps.ts';
import { fewest } from './process-behaviour.ts';
import { scaledMethod, type Scaled } from './scaled.ts';
import type { Scale } from './scales.ts';
import type { Change } from './signal.ts';
import { trialsMethod, type Trials } from './trials.ts';
import { watch, type Era, type Spot, type Watched } from './watch.ts';

/** A measure's history as what detects changes in it sees it. */
export type Chart = {
  readonly watch: (era: Era) => Watched;
  /** Of two spans; n alone where there is too little in one of them. */
  readonly compare: (before: Window, after: Window) => Change | Pick<Change, 'n'>;
};

/** Fewer events a week than this, and the times between them say more than their numbers. */
const seldom = 2;
const fewestSingles = 12;
const nothing: Watched = { usual: [], findings: [], marks: [] };

/**
 * The chart of a measure over its complete weeks and, where these are too coarse, the single observations up to
 * `until`.
 */
export function chartOf<K extends MeasureKind>(
  measure: Measure<K>,
  observations: Observations[K],
  weeks: readonly Week[],
  { now, coverage }: Context
): Chart {
  const complete = weeks.filter((week) => week.complete);
  const until = Math.min(now, coverage.until) - (measure.settlesAfter ?? 0);
  const seen: Observations[MeasureKind] = observations;
  switch (detectorOf(measure)) {
    case 'medians':
      return ofValues(complete, scaleOf(measure));
    case 'singles':
      return ofSingles(seen as Observations['durations'], scaleOf(measure), { from: coverage.from, to: until });
    case 'counts': {
      const { at, days = 1 } = seen as Observations['rate'];
      const from = complete[0]?.from ?? Infinity;
      const events = Array.from(at.filter((time) => time >= from && time < until));
      return ofCounts(complete, events, until, days, scaleOf(measure, days));
    }
    case 'trials':
      return ofTrials(complete);
    case 'none':
      if (measure.kind === 'ratio') return { ...ofTrials(complete), watch: () => nothing };
      return { ...ofValues(complete, scaleOf(measure)), watch: () => nothing };
  }
}

function ofValues(weeks: readonly Week[], scale: Scale): Chart {
  const spots = weeks.map(({ from, to, value }) => ({ from, to, y: scale.to(value) }));
  return {
    watch: (era) => watch(within(spots, era), era, scaledMethod(scale)),
    compare: comparing(spots, { before: 8, after: 6 }, (before, after) => compareValues(ys(before), ys(after), scale)),
  };
}

function ofSingles({ at, value }: Observations['durations'], scale: Scale, { from, to }: Window): Chart {
  const spots = Array.from(at, (time, index) => ({ from: time, to: time, y: scale.to(value[index] ?? NaN) }));
  const known = spots.filter((spot) => spot.from >= from && spot.from < to);
  const method = scaledMethod(scale, fewestSingles);
  return {
    watch: (era) => watch(within(known, era), era, method),
    compare: comparing(known, { before: fewestSingles, after: 6 }, (before, after) =>
      compareValues(ys(before), ys(after), scale)
    ),
  };
}

/** Which of the two it is stays as it was in the first eight weeks of an era, or the past would change its mind. */
function ofCounts(weeks: readonly Week[], events: readonly number[], until: number, days: number, scale: Scale): Chart {
  const isSeldom = (some: readonly Week[]) => some.reduce((total, { n }) => total + n, 0) < seldom * some.length;
  const counts = ofValues(weeks, scale);
  return {
    watch(era) {
      const first = within(weeks, era).slice(0, fewest);
      if (first.length < fewest || !isSeldom(first)) return counts.watch(era);
      return watch(within(gapsOf(events, Math.min(until, era.to)), era), era, gapsMethod(days));
    },
    compare(before, after) {
      const earlier = within(weeks, before);
      if (!isSeldom(earlier)) return counts.compare(before, after);
      const eventsOf = (some: readonly Week[]) => ({
        events: some.reduce((total, { n }) => total + n, 0),
        span: some.reduce((total, { from, to }) => total + (to - from), 0) / (days * day),
      });
      const rates = { earlier: eventsOf(earlier), later: eventsOf(within(weeks, after)) };
      const { events: n } = rates.later;
      const tooFew = rates.earlier.events < 6 || earlier.length < fewest || within(weeks, after).length < 6;
      return tooFew ? { n } : compareEvents(rates.earlier, rates.later);
    },
  };
}

function ofTrials(weeks: readonly Week[]): Chart {
  const spots = weeks.flatMap(({ from, to, numerator, denominator }): Trials[] =>
    numerator === undefined || denominator === undefined ? [] : [{ from, to, part: numerator, whole: denominator }]
  );
  const trials = (some: readonly Trials[]) => some.reduce((total, { whole }) => total + whole, 0);
  return {
    watch: (era) => watch(within(spots, era), era, trialsMethod),
    compare(before, after) {
      const [earlier, later] = [within(spots, before), within(spots, after)];
      const n = trials(later);
      return trials(earlier) < 30 || n < 10 ? { n } : compareTrials(earlier, later);
    },
  };
}

function comparing(
  spots: readonly Scaled[],
  atLeast: { readonly before: number; readonly after: number },
  compare: (before: readonly Scaled[], after: readonly Scaled[]) => Change
): Chart['compare'] {
  return (before, after) => {
    const [earlier, later] = [within(spots, before), within(spots, after)];
    if (earlier.length < atLeast.before || later.length < atLeast.after) return { n: later.length };
    return compare(earlier, later);
  };
}

function ys(spots: readonly Scaled[]): number[] {
  return spots.map(({ y }) => y);
}

/** Those that begin in it and are over by its end. */
function within<S extends Spot>(spots: readonly S[], span: Window): S[] {
  return spots.filter(({ from, to }) => from >= span.from && to <= span.to);
}
