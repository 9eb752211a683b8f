/** Chance that a seed decides wholly: the same seed gives the same sequence on every machine (mulberry32). */
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
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    chance: (share) => next() < share,
    whole,
    pick: (items) => items[whole(0, items.length - 1)] ?? items[0],
    skewed: (from, to) => from * (to / from) ** next(),
  };
}
