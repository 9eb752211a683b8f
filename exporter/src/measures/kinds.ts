import { day, type Window } from '#domain/window.ts';
import type { MeasureKind, Observations, Reading, Sample, Statistic } from './measure.ts';
import { firstAtLeast } from './rank-tree.ts';
import { orderedWithin, presentAt } from './rolling.ts';
import { runningSums } from './running-sums.ts';
import { shareInterval, spanEnds } from './share-interval.ts';
import { quantile, quantileIntervals, rateInterval, ratioInterval, type Ordered } from './statistics.ts';

/** What is said of one window, by statistic; absent where there is no value. */
export type Samples = { readonly [S in Statistic]?: Sample };

/** Reads the observations of one kind: prepared once for all windows, then asked in their order. */
type Read<K extends MeasureKind> = (
  observations: Observations[K],
  windows: readonly Window[],
  statistics: readonly Statistic[]
) => (window: Window, complete: boolean) => Samples;

const portion: Record<Statistic, number> = { value: 0.5, p50: 0.5, p75: 0.75, p90: 0.9, max: 1 };

/** One way of reading each kind of observations; all measures of a kind share it. */
export const kinds: { readonly [K in MeasureKind]: Read<K> } = {
  durations({ at, value, leftOutAt }, windows, statistics) {
    const within = orderedWithin(at, value, windows);
    const intervals = new Map(statistics.map((statistic) => [statistic, quantileIntervals(portion[statistic])]));
    return (window, complete) => {
      const values = within(window);
      const leftOut = countWithin(leftOutAt, window);
      return quantiles(values, statistics, (statistic) => ({
        leftOut,
        complete,
        ...intervals.get(statistic)?.(values),
      }));
    };
  },

  ratio({ at, part }) {
    const parts = new Uint32Array(at.length + 1);
    part.forEach((is, index) => (parts[index + 1] = (parts[index] ?? 0) + is));
    return ({ from, to }, complete) => {
      const first = firstAtLeast(at, from);
      const end = firstAtLeast(at, to);
      const denominator = end - first;
      if (denominator === 0) return {};
      const numerator = (parts[end] ?? 0) - (parts[first] ?? 0);
      const interval = ratioInterval(numerator, denominator);
      const value = numerator / denominator;
      return { value: { value, n: denominator, numerator, denominator, ...interval, leftOut: 0, complete } };
    };
  },

  share({ at, part, whole }) {
    const parts = runningSums(part);
    const wholes = runningSums(whole);
    return (window, complete) => {
      const first = firstAtLeast(at, window.from);
      const ends = spanEnds(window).map((time) => firstAtLeast(at, time));
      const end = ends[0] ?? first;
      const between = (sums: Float64Array, from: number, to: number) => (sums[to] ?? NaN) - (sums[from] ?? NaN);
      const numerator = between(parts, first, end);
      const denominator = between(wholes, first, end);
      if (!(denominator > 0)) return {};
      const bySpan = (sums: Float64Array) => ends.map((to, index) => between(sums, ends[index + 1] ?? first, to));
      const interval = shareInterval(bySpan(parts), bySpan(wholes));
      const value = numerator / denominator;
      return { value: { value, n: end - first, numerator, denominator, ...interval, leftOut: 0, complete } };
    };
  },

  rate({ at, days: unit = 1 }) {
    return (window, complete) => {
      const n = countWithin(at, window);
      const days = (window.days ?? (window.to - window.from) / day) / unit;
      return { value: { value: n / days, n, ...rateInterval(n, days), leftOut: 0, complete } };
    };
  },

  reading({ within }) {
    return (window, complete) => sampleOf(within(window), complete);
  },

  stock({ from, to }) {
    const begins = from.slice().sort();
    const ends = to.slice().sort();
    return (window, complete) => {
      const n = firstAtLeast(begins, window.to) - firstAtLeast(ends, window.to);
      return { value: { value: n, n, leftOut: 0, complete } };
    };
  },

  ages({ from, to }, windows, statistics) {
    const present = presentAt(from, to, windows);
    return ({ to: time }, complete) => {
      const begun = present(time);
      const ages = { n: begun.n, at: (k: number) => (time - begun.at(begun.n - 1 - k)) / 1000 };
      // All of them are counted, none is drawn: there is nothing to be unsure about, so no interval.
      return quantiles(ages, statistics, () => ({ leftOut: 0, complete }));
    };
  },

  level({ at }) {
    return ({ to }, complete) => sampleOf(at(to), complete);
  },
};

function sampleOf(reading: Reading | undefined, complete: boolean): Samples {
  return reading === undefined ? {} : { value: { ...reading, leftOut: 0, complete } };
}

function quantiles(
  values: Ordered,
  statistics: readonly Statistic[],
  rest: (statistic: Statistic) => Omit<Sample, 'value' | 'n'>
): Samples {
  const { n } = values;
  const samples: { [S in Statistic]?: Sample } = {};
  if (n === 0) return samples;
  for (const statistic of statistics) {
    samples[statistic] = { value: quantile(values, portion[statistic]), n, ...rest(statistic) };
  }
  return samples;
}

function countWithin(at: Float64Array, { from, to }: Window): number {
  return firstAtLeast(at, to) - firstAtLeast(at, from);
}
