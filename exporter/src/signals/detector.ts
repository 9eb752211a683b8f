import type { Measure, MeasureKind, Unit } from '#measures/measure.ts';
import { identity, logarithm, squareRoot, type Scale } from './scales.ts';

/** What looks for changes: weekly medians or single ones on a chart, weekly counts (or gaps), trials, or nothing. */
export type Detector = 'medians' | 'singles' | 'counts' | 'trials' | 'none';

type Watched = Pick<Measure, 'kind' | 'watched'>;

/**
 * Stocks, ages and levels of one week lean on those of the week before, and shares of time on a few long items: limits
 * would cry wolf.
 */
const byKind: Readonly<Record<MeasureKind, Detector>> = {
  durations: 'medians',
  rate: 'counts',
  ratio: 'trials',
  share: 'none',
  reading: 'none',
  stock: 'none',
  ages: 'none',
  level: 'none',
};

export function detectorOf({ kind, watched }: Watched): Detector {
  if (watched === 'never') return 'none';
  return watched === 'singly' ? 'singles' : byKind[kind];
}

/** A median of small whole numbers, which may be 0, is a count. */
const counted: ReadonlySet<Unit> = new Set(['changes', 'rounds', 'items', 'objectives']);

/** @param days of an event count's unit: 1 for a day, 7 for a week */
export function scaleOf({ kind, unit }: Pick<Measure, 'kind' | 'unit'>, days = 1): Scale {
  if (kind === 'rate') return squareRoot(days / 7);
  if (kind === 'durations' || kind === 'ages') return counted.has(unit) ? squareRoot() : logarithm;
  return kind === 'stock' ? squareRoot() : identity;
}
