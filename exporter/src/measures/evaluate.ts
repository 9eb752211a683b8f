import type { Coverage } from '#domain/slice.ts';
import { day, type Window } from '#domain/window.ts';
import { kinds } from './kinds.ts';
import type { Measure, MeasureKind, Observations, Sample, Statistic } from './measure.ts';

export type Context = { readonly now: number; readonly coverage: Coverage };

/** The samples of one window, by statistic; absent where the facts say nothing. */
export type Samples = { readonly [S in Statistic]?: Sample };

/** What of a measure decides whether a window can be spoken of. */
type Traits = { readonly kind: MeasureKind; readonly reads: Measure['reads']; readonly settlesAfter?: number };

/** A source that is this late still counts as reporting: a pull may be slow, a host may be down over night. */
const grace = day;

/**
 * What a measure says of each window, in the order of `windows`: {} where nothing can be said, because the facts do
 * not reach back, the sources have fallen silent, none of them knows such facts, or nothing was there to divide by.
 * Stocks and ages are as of the window's end. Many windows that only move forward are read in one pass.
 */
export function evaluate<K extends MeasureKind>(
  measure: Measure<K>,
  observations: Observations[K],
  windows: readonly Window[],
  context: Context
): Samples[] {
  const read = kinds[measure.kind](observations, windows, measure.statistics, context.now);
  return windows.map((window) => {
    if (!isCovered(measure, window, context)) return {};
    const complete = isComplete(measure, window, context);
    const readings = Object.entries(read(window)).map(([statistic, reading]) => [statistic, { ...reading, complete }]);
    return Object.fromEntries(readings) as Samples;
  });
}

/** Absent numbers are NaN, and every comparison with NaN is false: written so that then nothing is covered. */
function isCovered(measure: Traits, { from, to }: Window, { now, coverage }: Context): boolean {
  const end = Math.min(to, now);
  const reachesBack = coverage.from <= (isInstant(measure) ? end : from);
  return coverage[measure.reads] && reachesBack && coverage.firstFactAt < to && coverage.until + grace >= end;
}

function isComplete(measure: Traits, { to }: Window, { now, coverage }: Context): boolean {
  return coverage.until >= to && to + (measure.settlesAfter ?? 0) <= now;
}

/** Whether a measure says how things stand at an instant, so that the length of a window means nothing to it. */
export function isInstant({ kind }: Pick<Traits, 'kind'>): boolean {
  return kind === 'stock' || kind === 'ages';
}
