import { quantile } from '#measures/statistics.ts';
import { spreadsAhead, type Span } from './ahead.ts';
import { methodNames, methods, type MethodName } from './methods.ts';
import type { Series } from './series.ts';

/** What a forecast is made with: the mean of the three methods, or the bootstrap alone where that did not prove itself. */
export type Used = 'ensemble' | 'bootstrap_12';

/** Possible values of one span, ascending, on the scale of its spread. */
export type Draws = Float64Array;

/** Known weeks without which nothing is forecast. */
export const fewestWeeks = 12;

/** One method's draws of the span at each of the `steps` (weeks ahead), in no order. */
export function drawsOf(
  name: MethodName,
  series: Series,
  steps: readonly number[],
  span: Span,
  draws: number,
  random: () => number
): Draws[] {
  const paths = methods[name](series, Math.max(...steps), draws, random);
  return steps.map((step) => spreadsAhead(series, paths, step, span));
}

/** The draws of all methods together: each has the same number, so a share of these is the mean of the three shares. */
export function pooled(all: readonly Draws[]): Draws {
  const together = new Float64Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const draws of all) {
    together.set(draws, at);
    at += draws.length;
  }
  return together.sort();
}

/** The draws at each of the `steps` (weeks ahead): of all three methods, or three times as many of one. */
export function drawAhead(
  used: Used,
  series: Series,
  steps: readonly number[],
  span: Span,
  draws: number,
  random: () => number
): Draws[] {
  const names: readonly MethodName[] = used === 'ensemble' ? methodNames : [used];
  const each = names.map((name) =>
    drawsOf(name, series, steps, span, Math.round((draws * methodNames.length) / names.length), random)
  );
  return steps.map((_, index) => pooled(each.flatMap((found) => found[index] ?? [])));
}

export function quantileOf(draws: Draws, p: number): number {
  return quantile({ n: draws.length, at: (k) => draws[k] ?? 0 }, p);
}

/** The share of draws that reach a value, itself included. */
export function shareReaching(draws: Draws, value: number, better: 'lower' | 'higher'): number {
  // What is equal on paper may differ in the last digits after a root or a logarithm.
  const tolerance = 1e-9 * Math.max(1, Math.abs(value));
  let reaching = 0;
  for (const draw of draws) if (better === 'lower' ? draw <= value + tolerance : draw >= value - tolerance) reaching++;
  return reaching / draws.length;
}

/** A probability as it is said: 15 % nearer to a half, as such methods are too sure, and never below 5 % or above 95 %. */
export function said(share: number): number {
  return Math.min(0.95, Math.max(0.05, 0.5 + 0.85 * (share - 0.5)));
}
