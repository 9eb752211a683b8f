import { uniform } from '#domain/random.ts';
import type { Week } from '#measures/week.ts';
import { weekLength } from './scale.ts';

/** A Monday. */
export const start = Date.UTC(2024, 0, 1);

/** One week after another with these values; each has ten items, or as many as `n` says. */
export function weeksOf(values: readonly number[], n: (value: number) => number = () => 10): Week[] {
  return values.map((value, index) => ({
    from: start + index * weekLength,
    to: start + (index + 1) * weekLength,
    value,
    n: n(value),
    complete: true,
  }));
}

/** Weekly counts, as a rate a day. */
export function countsOf(counts: readonly number[]): Week[] {
  return weeksOf(counts.map((count) => count / 7)).map((week, index) => ({ ...week, n: counts[index] ?? 0 }));
}

/** Standard normal numbers of a seed (Box and Muller). */
export function normals(seed: number): () => number {
  const next = uniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}
