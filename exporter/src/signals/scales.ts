/** Where chance is about as large on a good day as on a bad one, and as far up as down: limits are drawn there. */
export type Scale = {
  readonly to: (value: number) => number;
  readonly from: (scaled: number) => number;
  /** Counts are told by their plain mean, or a team with a quiet week in two would have none; others by that of the scale. */
  readonly average?: 'of values';
};

/** One value for many, which are on the scale. */
export function average(scale: Scale, scaled: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;
  return scale.average ? mean(scaled.map(scale.from)) : scale.from(mean(scaled));
}

export const identity: Scale = { to: (value) => value, from: (scaled) => scaled };

/** Times and sizes: half as long is as far as twice as long. What is below 1 (a second, a line) counts as 1. */
export const logarithm: Scale = { to: (value) => Math.log(Math.max(value, 1)), from: Math.exp };

/**
 * Counts: √(x + 3/8) makes the spread of a Poisson count nearly the same at every mean (Anscombe, 1948).
 * @param perEvent how much one event adds to the value
 */
export function squareRoot(perEvent = 1): Scale {
  return {
    to: (value) => Math.sqrt(value / perEvent + 3 / 8),
    from: (scaled) => Math.max(0, Math.max(0, scaled) ** 2 - 3 / 8) * perEvent,
    average: 'of values',
  };
}

/** Times between events: t^(1/3.6) of an exponential is nearly normal (Nelson, 1994). */
export const gapRoot: Scale = { to: (gap) => gap ** (1 / 3.6), from: (scaled) => Math.max(0, scaled) ** 3.6 };
