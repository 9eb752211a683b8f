import { day, type Window } from '#domain/window.ts';
import type { MeasureKind, Observations, Sample, Statistic } from './measure.ts';
import { firstAtLeast } from './rank-tree.ts';
import { orderedWithin, presentAt } from './rolling.ts';
import { quantile, quantileInterval, rateInterval, ratioInterval, type Ordered } from './statistics.ts';

/** What one window says, by statistic; a statistic without a value is absent. */
export type Readings = { readonly [S in Statistic]?: Omit<Sample, 'complete'> };

/** Reads the observations of one kind: prepared once for all windows, then asked in their order. */
type Read<K extends MeasureKind> = (
  observations: Observations[K],
  windows: readonly Window[],
  statistics: readonly Statistic[],
  now: number
) => (window: Window) => Readings;

const portion: Record<Statistic, number> = { value: 0.5, p50: 0.5, p75: 0.75, p90: 0.9, max: 1 };

/** One way of reading each kind of observations; all measures of a kind share it. */
export const kinds: { readonly [K in MeasureKind]: Read<K> } = {
  durations({ at, value, leftOutAt }, windows, statistics) {
    const within = orderedWithin(at, value, windows);
    return (window) => {
      const values = within(window);
      const leftOut = countWithin(leftOutAt, window);
      return quantiles(values, statistics, (p) => ({ n: values.n, leftOut, ...quantileInterval(values, p) }));
    };
  },

  ratio({ at, part }) {
    const parts = new Uint32Array(at.length + 1);
    part.forEach((is, index) => (parts[index + 1] = (parts[index] ?? 0) + is));
    return ({ from, to }) => {
      const first = firstAtLeast(at, from);
      const end = firstAtLeast(at, to);
      const denominator = end - first;
      if (denominator === 0) return {};
      const numerator = (parts[end] ?? 0) - (parts[first] ?? 0);
      const interval = ratioInterval(numerator, denominator);
      const value = numerator / denominator;
      return { value: { value, n: denominator, numerator, denominator, ...interval, leftOut: 0 } };
    };
  },

  rate({ at }, _windows, _statistics, now) {
    return (window) => {
      const n = countWithin(at, window);
      const days = exposure(window, now);
      return { value: { value: n / days, n, ...rateInterval(n, days), leftOut: 0 } };
    };
  },

  stock({ from, to }, _windows, _statistics, now) {
    const begins = from.slice().sort();
    const ends = to.slice().sort();
    return (window) => {
      const time = Math.min(window.to, now);
      const n = firstAtLeast(begins, time) - firstAtLeast(ends, time);
      return { value: { value: n, n, leftOut: 0 } };
    };
  },

  ages({ from, to }, windows, statistics, now) {
    const present = presentAt(from, to, windows);
    return (window) => {
      const time = Math.min(window.to, now);
      const begun = present(time);
      const ages = { n: begun.n, at: (k: number) => (time - begun.at(begun.n - 1 - k)) / 1000 };
      // All of them are counted, none is drawn: there is nothing to be unsure about, so no interval.
      return quantiles(ages, statistics, () => ({ n: ages.n, leftOut: 0 }));
    };
  },
};

function quantiles(
  values: Ordered,
  statistics: readonly Statistic[],
  rest: (p: number) => Omit<Sample, 'complete' | 'value'>
): Readings {
  if (values.n === 0) return {};
  return Object.fromEntries(
    statistics.map((statistic) => {
      const p = portion[statistic];
      return [statistic, { value: quantile(values, p), ...rest(p) }];
    })
  );
}

function countWithin(at: Float64Array, { from, to }: Window): number {
  return firstAtLeast(at, to) - firstAtLeast(at, from);
}

/**
 * The days over which a rate is taken: those of the window, of one that is not over yet those gone by. Less than one
 * day is never stretched to one, or the first deployment of a morning would read as many a day.
 */
function exposure({ from, to, days = (to - from) / day }: Window, now: number): number {
  const gone = to > now ? (days * (now - from)) / (to - from) : days;
  return Math.max(gone, Math.min(days, 1));
}
