import { quantile } from '#measures/statistics.ts';
import { quantileOf, type Draws } from './ensemble.ts';

/** How far a past forecast missed, in half-widths of its 80 % band on that side: more than 1 is outside. */
export type Miss = { readonly steps: number; readonly miss: number };

/** By how much a band is widened around its middle, by the weeks ahead; ascending. */
export type Widening = readonly { readonly steps: number; readonly factor: number }[];

/** Before there are past forecasts to learn from: what 20 to 50 weeks of history lacked in our own scenarios. */
const priorGrowth = 0.01;
/** So many independent misses weigh as much as the prior. */
const priorWeight = 2;
const [narrowest, widest] = [0.5, 3];

export function missOf(draws: Draws, actual: number): number | undefined {
  const middle = quantileOf(draws, 0.5);
  const half = actual < middle ? middle - quantileOf(draws, 0.1) : quantileOf(draws, 0.9) - middle;
  if (half > 1e-9) return Math.abs(actual - middle) / half;
  return Math.abs(actual - middle) < 1e-9 ? 0 : undefined;
}

/**
 * The factor that would have made the 80 % band hold 80 % of the past (split conformal prediction), drawn towards the
 * prior: forecasts h weeks ahead of one week after another overlap, so n of them are worth n ÷ h.
 */
export function learnWidening(misses: readonly Miss[], horizons: readonly number[]): Widening {
  return horizons.map((steps) => {
    const prior = 1 + priorGrowth * steps;
    const seen = misses.flatMap((past) => (past.steps === steps ? [past.miss] : [])).sort((a, b) => a - b);
    if (seen.length === 0) return { steps, factor: prior };
    const level = Math.min(1, 0.8 * (1 + 1 / seen.length));
    const needed = Math.max(quantile({ n: seen.length, at: (k) => seen[k] ?? NaN }, level), 0.1);
    const worth = seen.length / steps;
    const share = worth / (worth + priorWeight);
    const factor = Math.exp((1 - share) * Math.log(prior) + share * Math.log(needed));
    return { steps, factor: Math.min(widest, Math.max(narrowest, factor)) };
  });
}

/** Linear between the horizons that were learned, constant beyond them. */
export function factorAt(widening: Widening, steps: number): number {
  let before = widening[0];
  for (const point of widening) {
    if (point.steps >= steps) {
      if (before === undefined || before.steps >= steps) return point.factor;
      const share = (steps - before.steps) / (point.steps - before.steps);
      return before.factor + share * (point.factor - before.factor);
    }
    before = point;
  }
  return before?.factor ?? 1;
}

/** Draws moved away from their middle by a factor, then all by `shift`; still ascending. */
export function widen(draws: Draws, factor: number, shift = 0): Draws {
  const middle = quantileOf(draws, 0.5);
  return draws.map((draw) => middle + factor * (draw - middle) + shift);
}
