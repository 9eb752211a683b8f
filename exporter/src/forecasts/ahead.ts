import type { Paths } from './methods.ts';
import type { Series } from './series.ts';

const { isNaN } = Number;

/** How many weeks a window has: what is forecast is their mean. `Infinity`: of all weeks from now on. */
export type Span = number;

/** The trailing 28 days that a goal is measured by. */
export const windowWeeks: Span = 4;
export const allAhead: Span = Infinity;

/**
 * The span that ends after so many weeks (from 1), on the scale of its spread: one value for each draw, in no order.
 * Weeks of a window that are known count as known.
 */
export function spreadsAhead(series: Series, paths: Paths, steps: number, span: Span): Float64Array {
  const { scale } = series;
  const drawn = Math.min(span, steps);
  const past = sums(series, series.y.length, Number.isFinite(span) ? span - drawn : 0);
  const found = new Float64Array(paths.draws);
  for (let draw = 0; draw < paths.draws; draw++) {
    const end = draw * paths.steps + steps - 1;
    let { parts, weights } = past;
    parts += paths.part[end] ?? 0;
    weights += paths.weight[end] ?? 0;
    if (steps > drawn) {
      parts -= paths.part[end - drawn] ?? 0;
      weights -= paths.weight[end - drawn] ?? 0;
    }
    found[draw] = scale.spread(parts / weights);
  }
  return found;
}

/** The same of the known weeks among the `length` before `end`; undefined where none is known. */
export function spreadOf(series: Series, end: number, length: number): number | undefined {
  const { parts, weights } = sums(series, end, length);
  return weights > 0 ? series.scale.spread(parts / weights) : undefined;
}

function sums({ scale, y, weight }: Series, end: number, length: number): { parts: number; weights: number } {
  let parts = 0;
  let weights = 0;
  for (let at = Math.max(0, end - length); at < end; at++) {
    const value = y[at] ?? 0;
    if (isNaN(value)) continue;
    parts += (weight[at] ?? 0) * scale.part(value, weight[at] ?? 0);
    weights += weight[at] ?? 0;
  }
  return { parts, weights };
}
