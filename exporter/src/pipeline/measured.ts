import type { Goal, GoalMeasure } from '#domain/goal.ts';
import type { Slice } from '#domain/slice.ts';
import { day } from '#domain/window.ts';
import { measureNamed } from '#goals/measured-by.ts';
import { type Context, evaluate } from '#measures/evaluate.ts';
import type { Measure, MeasureOptions, Observations, Sample, Statistic } from '#measures/measure.ts';

/** What a goal is measured by, as far as it is known: the same for a measure of the catalog and for PromQL. */
export type Measured = {
  readonly measure: Measure;
  readonly observations: Observations[keyof Observations];
  readonly context: Context;
  readonly statistic: Statistic;
};

/** One value that a Prometheus gave of a query, in its own unit. */
export type Reading = { readonly at: number; readonly value: number };

/** A measure of the catalog over a team's facts; undefined where there is none of that name. */
export function measuredByName(name: string, slice: Slice, options: MeasureOptions, now: number): Measured | undefined {
  const measure = measureNamed(name);
  if (measure === undefined) return undefined;
  const observations = measure.observe(slice, options);
  const statistic = measure.statistics[0] ?? 'value';
  return { measure, observations, context: { now, coverage: slice.coverage }, statistic };
}

/** A reading stands for the instants up to this long after it. */
const lasts = 2 * day;

/** What PromQL says of a goal: the query itself decides over which window it looks, so a value is as of an instant. */
export function measuredByReadings(goal: Goal, readings: readonly Reading[], now: number): Measured {
  const { better, unit } = goal.by as Extract<GoalMeasure, { promql: string }>;
  const measure: Measure<'level'> = {
    name: goal.id,
    family: '',
    title: goal.title,
    shortTitle: goal.title,
    unit: unit as Measure['unit'],
    kind: 'level',
    reads: 'readings' as Measure['reads'],
    better,
    statistics: ['value'],
    definition: '',
    why: goal.why,
    howToRead: '',
    askNext: '',
    guardrail: '',
    observe: () => ({ at: () => undefined }),
  };
  const first = readings[0]?.at ?? NaN;
  return {
    measure,
    observations: {
      at: (time) => {
        const last = readings.findLast(({ at }) => at < time);
        return last && last.at >= time - lasts ? { value: last.value, n: 1 } : undefined;
      },
    },
    context: {
      now,
      coverage: { from: first, until: readings.at(-1)?.at ?? NaN, firstFactAt: first, knows: new Set([measure.reads]) },
    },
    statistic: 'value',
  };
}

/** The value of the trailing window that ends at a time. */
export function windowAt(measured: Measured, length: number, at: number): Sample | undefined {
  return windowsAt(measured, length, [at])[0];
}

/** The same for many times, in their order: a window sees nothing after its end, so each is as it was known then. */
export function windowsAt(
  { measure, observations, context, statistic }: Measured,
  length: number,
  times: readonly number[]
): (Sample | undefined)[] {
  const windows = times.map((at) => ({ from: at - length, to: at }));
  return evaluate(measure, observations as never, windows, context).map((samples) => samples[statistic]);
}
