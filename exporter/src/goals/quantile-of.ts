import { quantile } from '#measures/statistics.ts';

/** Fewer values than this say nothing of their own tail. */
const enough = 12;

/** A quantile of unordered values; undefined where there are fewer than twelve. */
export function quantileOf(values: readonly number[], p: number): number | undefined {
  if (values.length < enough) return undefined;
  const sorted = Float64Array.from(values).sort();
  return quantile({ n: sorted.length, at: (k) => sorted[k] ?? NaN }, p);
}
