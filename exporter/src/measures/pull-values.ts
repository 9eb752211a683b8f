import type { Slice } from '#domain/slice.ts';
import type { MeasureOptions, Observations } from './measure.ts';

/** A value of each merged pull request that has one (not NaN); bots' only where they are asked for. */
export function pullValues(
  pulls: Slice['pulls'],
  values: Float64Array,
  { bots }: MeasureOptions
): Observations['durations'] {
  const counts = (_: number, index: number): boolean =>
    !Number.isNaN(values[index] ?? NaN) && (bots === 'in' || pulls.bot[index] !== 1);
  return { at: pulls.mergedAt.filter(counts), value: values.filter(counts), leftOutAt: new Float64Array() };
}
