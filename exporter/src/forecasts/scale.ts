import { day } from '#domain/window.ts';
import type { MeasureKind } from '#measures/measure.ts';
import type { Week } from '#measures/week.ts';

/** The scale on which a measure's weeks are alike: log of durations, root of counts, log odds of ratios, else as is. */
export type ScaleKind = 'log' | 'sqrt' | 'ratio' | 'identity';

export const scaleOf: { readonly [K in MeasureKind]: ScaleKind } = {
  durations: 'log',
  rate: 'sqrt',
  ratio: 'ratio',
  share: 'identity',
  reading: 'identity',
  stock: 'identity',
  ages: 'identity',
  level: 'identity',
};

/**
 * How weeks become a window. A week is `y` on the scale and a weight (items, trials, or 1); a window is the weighted
 * mean of its weeks' `part`. Windows are spread, widened and compared as `spread(mean)`, and shown as `value`.
 */
export type Scale = {
  readonly of: (week: Week) => { readonly y: number; readonly weight: number };
  readonly part: (y: number, weight: number) => number;
  readonly spread: (mean: number) => number;
  readonly value: (spread: number) => number;
  /** The spread of a value of the measure. */
  readonly read: (value: number) => number;
};

/** Everything that a scale must know of a history: it is made from the weeks known at the time, never from later ones. */
export function createScale(kind: ScaleKind, weeks: readonly Week[]): Scale {
  return makers[kind](weeks);
}

const { sqrt, log, exp, max, min } = Math;
const same = (x: number): number => x;
/** In milliseconds. */
export const weekLength = 7 * day;

/** How many weeks long, at least one: clocks that change make a week an hour shorter or longer. */
export function weeksIn({ from, to }: Week): number {
  return max(1, Math.round((to - from) / weekLength));
}

const makers: { readonly [K in ScaleKind]: (weeks: readonly Week[]) => Scale } = {
  log(weeks) {
    const positive = weeks.flatMap(({ value }) => (value > 0 ? [value] : []));
    // A median of zero has no logarithm: it is taken for half of the least one seen.
    const least = positive.length === 0 ? 1 : min(...positive) / 2;
    const read = (value: number): number => log(max(value, least));
    return {
      of: ({ value, n }) => ({ y: read(value), weight: max(1, n) }),
      part: same,
      spread: same,
      value: exp,
      read,
    };
  },

  sqrt(weeks) {
    // Anscombe's root is one of counts: how many events a week stand behind a value of 1 the weeks say themselves.
    const events = weeks.reduce((sum, { n }) => sum + n, 0);
    const values = weeks.reduce((sum, week) => sum + week.value * weeksIn(week), 0);
    const perValue = events > 0 && values > 0 ? events / values : 1;
    const root = (count: number): number => sqrt(max(0, count) + 3 / 8);
    return {
      of: ({ value }) => ({ y: root(value * perValue), weight: 1 }),
      part: (y) => (y > 0 ? max(0, y * y - 3 / 8) : 0),
      spread: root,
      value: (spread) => (spread > 0 ? max(0, spread * spread - 3 / 8) / perValue : 0),
      read: (value) => root(value * perValue),
    };
  },

  ratio(weeks) {
    const trials = weeks.map(({ denominator, n }) => denominator ?? n);
    const total = trials.reduce((sum, n) => sum + n, 0);
    const hits = weeks.reduce((sum, { value }, index) => sum + value * (trials[index] ?? 0), 0);
    // One trial more, at the team's own ratio, keeps weeks of 0 of 2 or 2 of 2 from infinity; `part` takes it out again.
    const usual = (hits + 0.5) / (total + 1);
    const window = max(1, (4 * total) / max(1, weeks.length));
    const read = (value: number): number => odds((value * window + usual) / (window + 1));
    return {
      of(week) {
        const weight = week.denominator ?? week.n;
        return { y: odds((week.value * weight + usual) / (weight + 1)), weight };
      },
      part: (y, weight) => within01((share(y) * (weight + 1) - usual) / weight),
      spread: read,
      value: (spread) => within01((share(spread) * (window + 1) - usual) / window),
      read,
    };
  },

  identity: () => ({
    of: ({ value }) => ({ y: value, weight: 1 }),
    part: same,
    spread: same,
    value: same,
    read: same,
  }),
};

function odds(p: number): number {
  return log(p / (1 - p));
}

function share(logOdds: number): number {
  return 1 / (1 + exp(-logOdds));
}

function within01(p: number): number {
  return min(1, max(0, p));
}
