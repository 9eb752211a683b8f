import { uniform } from '#domain/random.ts';

/** Chance that a seed decides wholly: the same seed gives the same sequence on every machine. */
export type Random = {
  /** 0 ≤ x < 1. */
  readonly next: () => number;
  /** True in this share of the cases. */
  readonly chance: (share: number) => boolean;
  /** A whole number, `from` ≤ x ≤ `to`. */
  readonly whole: (from: number, to: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** Between two positive bounds, small ones as likely as large ones by order of magnitude. */
  readonly skewed: (from: number, to: number) => number;
  /** A positive value around a median, log-normal: `spread` is the deviation of its logarithm. */
  readonly around: (median: number, spread: number) => number;
  /** One of the keys, as often as its weight says. */
  readonly weighted: <T extends string>(weights: Readonly<Record<T, number>>) => T;
};

export function createRandom(seed: number): Random {
  const next = uniform(seed);
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    chance: (share) => next() < share,
    whole,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    skewed: (from, to) => from * (to / from) ** next(),
    // Box and Muller; 1 - next() is never 0.
    around: (median, spread) =>
      median * Math.exp(spread * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    weighted: (weights) => {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      const found = entries.find(([, weight]) => (left -= weight) < 0) ?? entries.at(-1);
      if (!found) throw new RangeError('nothing to choose from');
      return found[0];
    },
  };
}
