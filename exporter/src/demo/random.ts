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
  /** Draws one of the keys, as often as its weight says, and never long without any of them. */
  readonly turns: <T extends string>(weights: Readonly<Record<T, number>>) => () => T;
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
    turns: <T extends string>(weights: Readonly<Record<T, number>>) => {
      const entries = Object.entries(weights) as [T, number][];
      const sum = entries.reduce((total, [, weight]) => total + weight, 0);
      const claims = new Map(entries.filter(([, weight]) => weight > 0).map(([key]) => [key, next()]));
      return () => {
        let drawn = entries[0]?.[0];
        let largest = -Infinity;
        for (const [key, weight] of entries) {
          const claim = claims.get(key);
          if (claim === undefined) continue;
          claims.set(key, claim + weight / sum);
          const chance = claim + weight / sum + next() / 2;
          if (chance > largest) [drawn, largest] = [key, chance];
        }
        if (drawn === undefined) throw new RangeError('nothing to draw from');
        claims.set(drawn, (claims.get(drawn) ?? 0) - 1);
        return drawn;
      };
    },
  };
}
