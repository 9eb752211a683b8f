import { day } from '#domain/window.ts';
import { improvement, type Direction } from './direction.ts';

export type WindowValue = { readonly at: number; readonly value: number };

const week = 7 * day;
/** Seven quarters: what came before was another team, or another product. */
const memory = 7 * 13 * week;

/**
 * How much better (negative: worse) the value became over a length of time, from each of the past weeks whose later
 * value is known, too. In the measure's unit.
 */
export function stepsOf(history: readonly WindowValue[], length: number, before: number, better: Direction): number[] {
  const known = history.filter(({ at }) => at <= before && at >= before - memory);
  return known.flatMap(({ at, value }) => {
    const later = known.find((other) => Math.abs(other.at - at - length) <= week / 2);
    return later && length > week ? [improvement(value, later.value, better)] : [];
  });
}

/**
 * The lasting shift, in standard deviations of a week, that leaves limits of three of them in at least one of so many
 * weeks with a chance of 80 %: 3 + Φ⁻¹(1 − 0.2^(1/weeks)).
 */
const seenWithin = [
  { weeks: 52, shift: 1.13 },
  { weeks: 26, shift: 1.45 },
  { weeks: 13, shift: 1.81 },
  { weeks: 8, shift: 2.09 },
  { weeks: 4, shift: 2.56 },
  { weeks: 2, shift: 3.13 },
  { weeks: 0, shift: 3.84 },
] as const;
/** Fewer weeks than this give no limits. */
const enough = 8;

/**
 * The smallest step from a value, in the measure's unit, that a process-behaviour chart of the single weeks sees in the
 * length of a goal with a chance of 80 %. The spread of a week is its mean moving range ÷ 1.128; of durations on the log
 * scale, as they are skewed.
 */
export function smallestShift(
  weekly: readonly number[],
  { from, length, better, log }: { from: number; length: number; better: Direction; log: boolean }
): number | undefined {
  const values = log ? weekly.filter((value) => value > 0).map(Math.log) : weekly;
  const weeks = Math.floor(length / week);
  const shift = seenWithin.find((row) => weeks >= row.weeks)?.shift;
  if (values.length < enough || shift === undefined) return undefined;
  const ranges = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? NaN)));
  const spread = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / 1.128;
  if (!log) return shift * spread;
  return Math.abs(from - from * Math.exp((better === 'lower' ? -1 : 1) * shift * spread));
}
