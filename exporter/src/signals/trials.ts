import { commonRange, ofTrials, tails } from './predictive.ts';
import type { Method, Side, Spot } from './watch.ts';

/** So many of so many, in one week. */
export type Trials = Spot & { readonly part: number; readonly whole: number };

type Baseline = {
  readonly part: number;
  readonly whole: number;
  /** Of four weeks. */
  readonly usualWhole: number;
  /** How many trials count as one, as they fail together; 1 where chance explains the spread from week to week. */
  readonly together: number;
};

const alpha = 0.01;
const fewestTrials = 30;
/** Four weeks, and a clock that was put forward or back between them. */
const span = 28 * 86_400_000 + 7_200_000;

/**
 * Trailing four weeks against the baseline: how likely so many of so many are, if nothing changed (beta-binomial,
 * Jeffreys prior). A week of its own has too few trials for limits: at five deployments a week they would give a
 * false alarm in every second half-year.
 */
export const trialsMethod: Method<Trials, Baseline> = {
  rule: 'ratio',
  runs: false,
  seesFrom: firstOfFour,
  learn(spots) {
    const { part, whole } = sum(spots);
    if (whole < fewestTrials) return undefined;
    const first = spots[0]?.from ?? NaN;
    const weeks = Math.max(1, Math.round(((spots.at(-1)?.to ?? NaN) - first) / (span / 4)));
    return { part, whole, usualWhole: Math.max(1, Math.round((4 * whole) / weeks)), together: togetherOf(spots) };
  },
  look({ part, whole, together }, spots, index) {
    const seen = sum(spots.slice(firstOfFour(spots, index), index + 1));
    const side = Math.sign(seen.part * whole - part * seen.whole) as Side;
    const beyond = isRare(part / together, whole / together, seen, together) ? side : 0;
    return { side, beyond };
  },
  usual({ part, whole, usualWhole, together }) {
    const of = Math.max(1, Math.round(usualWhole / together));
    const { lower, upper } = commonRange(ofTrials(part / together, whole / together, of), alpha);
    return { lower: lower / of, centre: part / whole, upper: upper / of, weeks: 4 };
  },
  value(spots) {
    const { part, whole } = sum(spots);
    return part / whole;
  },
};

function isRare(part: number, whole: number, seen: { part: number; whole: number }, together: number): boolean {
  const [few, of] = [Math.round(seen.part / together), Math.round(seen.whole / together)];
  const share = (part + 0.5) / (whole + 1);
  const variance = (of * share * (1 - share) * (whole + 1 + of)) / (whole + 2);
  // Within 1.5 standard deviations no tail is near 1 %: most weeks need no sum over thousands of trials.
  if ((few - of * share) ** 2 < 2.25 * variance) return false;
  const { low, high } = tails(ofTrials(part, whole, of), few);
  return Math.min(low, high) <= alpha;
}

function firstOfFour(spots: readonly Trials[], index: number): number {
  const end = spots[index]?.to ?? NaN;
  let first = index;
  while (end - (spots[first - 1]?.from ?? -Infinity) <= span) first--;
  return first;
}

export function sum(spots: readonly Trials[]): { readonly part: number; readonly whole: number } {
  return spots.reduce((total, { part, whole }) => ({ part: total.part + part, whole: total.whole + whole }), {
    part: 0,
    whole: 0,
  });
}

/**
 * Runs of a pipeline fail in a row until someone mends it, so a hundred of them say less than a hundred. Pearson's
 * χ² ÷ its degrees of freedom, where that is more than chance gives in one of a hundred series; else 1.
 */
export function togetherOf(spots: readonly Trials[]): number {
  const { part, whole } = sum(spots);
  const variance = (part * (whole - part)) / whole ** 2;
  const degrees = spots.length - 1;
  if (!(variance > 0) || degrees < 1) return 1;
  const chi2 = spots.reduce(
    (total, spot) => total + (spot.part - (spot.whole * part) / whole) ** 2 / (spot.whole * variance),
    0
  );
  // The 99 % point of χ² (Wilson and Hilferty, 1931).
  const rare = degrees * (1 - 2 / (9 * degrees) + 2.3263 * Math.sqrt(2 / (9 * degrees))) ** 3;
  return chi2 > rare ? chi2 / degrees : 1;
}
