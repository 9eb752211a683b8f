import type { Coverage } from '#domain/slice.ts';
import { day, type Window } from '#domain/window.ts';
import { kinds, type Samples } from './kinds.ts';
import type { Measure, MeasureKind, Observations } from './measure.ts';

export type Context = { readonly now: number; readonly coverage: Coverage };

/** What of a measure decides whether a window can be spoken of. */
type Traits = Pick<Measure, 'kind' | 'reads' | 'settlesAfter' | 'looksBack'>;

/** A source that is this late still counts as reporting: a pull may be slow, a host may be down over night. */
export const grace = day;

/**
 * What a measure says of each window, in the order of `windows`. {} where nothing can be said: the facts do not reach
 * back, the window has not begun, the sources have fallen silent, none of them knows such facts, or nothing was there
 * to divide by. Nothing after `now` is seen. Stocks and ages are as of the window's end. Many windows that only move
 * forward are read in one pass.
 */
export function evaluate<K extends MeasureKind>(
  measure: Measure<K>,
  observations: Observations[K],
  windows: readonly Window[],
  context: Context
): Samples[] {
  const seen = windows.map((window) => upTo(context.now, window));
  const read = kinds[measure.kind](observations, seen, measure.statistics);
  return seen.map((window, index) => {
    const complete = isComplete(measure, windows[index] ?? window, context);
    return isCovered(measure, window, context) ? read(window, complete) : {};
  });
}

/**
 * A window that is not over yet is seen up to now, over the days gone by. Less than a day is never stretched to one, or
 * the first deployment of a morning would read as many a day.
 */
function upTo(now: number, window: Window): Window {
  const { from, to, days = (to - from) / day } = window;
  if (to <= now) return window;
  return { from, to: now, days: Math.max((days * (now - from)) / (to - from), Math.min(days, 1)) };
}

/** Absent numbers are NaN, and every comparison with NaN is false: written so that then nothing is covered. */
function isCovered(measure: Traits, { from, to }: Window, { coverage }: Context): boolean {
  const first = (isInstant(measure) ? to : from) - (measure.looksBack ?? 0);
  const reachesBack = coverage.from <= first && (isInstant(measure) || from < to);
  return coverage.knows.has(measure.reads) && reachesBack && coverage.firstFactAt < to && coverage.until + grace >= to;
}

function isComplete(measure: Traits, { to }: Window, { now, coverage }: Context): boolean {
  return coverage.until >= to && to + (measure.settlesAfter ?? 0) <= now;
}

/** Whether a measure says how things stand at an instant, so that the length of a window means nothing to it. */
export function isInstant({ kind }: Pick<Traits, 'kind'>): boolean {
  return kind === 'stock' || kind === 'ages' || kind === 'level';
}
