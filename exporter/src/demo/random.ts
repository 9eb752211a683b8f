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
  };
}
