import type { Slice } from '#domain/slice.ts';
import type { Team } from '#domain/team.ts';
import { forecastThroughput, type ThroughputForecast } from '#forecasts/throughput.ts';
import { evaluate } from '#measures/evaluate.ts';
import { flowStability, isStable } from '#measures/flow-stability.ts';
import { flowVelocity } from '#measures/flow-velocity.ts';
import type { Measure, MeasureOptions } from '#measures/measure.ts';
import { judge } from '#signals/judge.ts';

export type ItemsForecastQuery = {
  readonly items: number;
  /** From when on the team's numbers are watched. */
  readonly since: number;
  readonly now: number;
};

/** When a team will have finished so many work items, by the weeks so far. */
export function itemsForecast(
  { timeZone }: Team,
  slice: Slice,
  options: MeasureOptions,
  { items, since, now }: ItemsForecastQuery
): ThroughputForecast {
  const context = { now, coverage: slice.coverage };
  const { weeks, signals } = judge(flowVelocity, (flowVelocity as Measure<'rate'>).observe(slice, options), context, {
    timeZone,
    from: since,
  });
  const [stability] = evaluate(flowStability, flowStability.observe(slice), [{ from: now, to: now }], context);
  const ratio = stability?.value?.value;
  return forecastThroughput({
    weeks,
    items,
    now,
    seed: 1,
    signal: signals.some(({ until, rule }) => until === undefined && rule !== 'run'),
    unstable: ratio !== undefined && !isStable(ratio),
  });
}
