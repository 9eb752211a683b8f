import type { Slice } from '#domain/slice.ts';
import { day } from '#domain/window.ts';
import { benchmarksOf, type Benchmarks } from '#benchmarks/benchmarks.ts';
import type { MeasureOptions } from '#measures/measure.ts';
import { measuredByName, windowAt } from './measured.ts';

const asked = [
  'change_lead_time',
  'deployment_frequency',
  'failed_deployment_recovery_time',
  'change_fail_rate',
  'deployment_rework_rate',
] as const;

/** What others answered, beside a team's own last 28 days. */
export function teamBenchmarks(slice: Slice, options: MeasureOptions, now: number): Benchmarks {
  const values = asked.flatMap((name) => {
    const measured = measuredByName(name, slice, options, now);
    const sample = measured && windowAt(measured, 28 * day, now);
    return sample ? [[name, sample.value] as const] : [];
  });
  return benchmarksOf(Object.fromEntries(values));
}
