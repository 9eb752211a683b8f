import type { Slice } from '#domain/slice.ts';
import type { Team } from '#domain/team.ts';
import { backtest, backtestRows } from '#forecasts/backtest.ts';
import { scaleOf } from '#forecasts/scale.ts';
import { backtestThroughput } from '#forecasts/throughput-backtest.ts';
import { flowVelocity } from '#measures/flow-velocity.ts';
import type { Measure, MeasureOptions } from '#measures/measure.ts';
import { weeklyHistory } from '#signals/weekly.ts';
import { watchedMeasures } from './judged.ts';

export type BacktestRow = ReturnType<typeof backtestRows>[number];

/** The scores of the forecasts of a team's measures on its own history; none of a measure that is too short for any. */
export function teamBacktest(
  { team, timeZone }: Team,
  slice: Slice,
  options: MeasureOptions,
  now: number
): BacktestRow[] {
  const context = { now, coverage: slice.coverage };
  return watchedMeasures
    .filter(({ better }) => better !== 'neither')
    .flatMap((measure) => {
      const range = { from: -Infinity, to: now };
      const observations = measure.observe(slice, options);
      const weeks = weeklyHistory(measure, observations as never, { range, timeZone }, context);
      const { kind, better, name } = measure;
      return backtestRows(backtest({ weeks, kind: scaleOf[kind], better, now, seed: 1 }), { team, measure: name });
    });
}

export type ThroughputRow = {
  readonly team: string;
  readonly counted: 'changes' | 'items';
  readonly horizon_weeks: number;
  readonly n: number;
  /** How often at least as many came as were promised with 85 %. */
  readonly coverage85: number;
  /** Misses of the middle ÷ what came; and those of the last 12 weeks drawn again. */
  readonly wape: number;
  readonly wape_bootstrap: number;
};

/** How often "with 85 %, at least so many in the next weeks" came true of a team's merged changes and finished items. */
export function throughputBacktest({ team, timeZone }: Team, slice: Slice, now: number): ThroughputRow[] {
  const context = { now, coverage: slice.coverage };
  const { deployed, waiting, items } = slice;
  const counts = [
    // Of a source that knows no deployments nobody can tell what waits, so not what was merged.
    { counted: 'changes', reads: 'deployments', at: sorted(deployed.mergedAt, waiting.mergedAt) },
    { counted: 'items', reads: 'work_items', at: items.finished.finishedAt },
  ] as const;
  return counts.flatMap(({ counted, reads, at }) => {
    const measure: Measure<'rate'> = { ...flowVelocity, reads };
    const range = { from: at[0] ?? now, to: now };
    const weeks = weeklyHistory(measure, { at, days: 7 }, { range, timeZone }, context);
    return backtestThroughput(weeks, now, 1).map(({ steps, n, coverage85, wape, wapeBootstrap }) => ({
      ...{ team, counted, horizon_weeks: steps, n, coverage85, wape, wape_bootstrap: wapeBootstrap },
    }));
  });
}

function sorted(one: Float64Array, other: Float64Array): Float64Array {
  return Float64Array.from([...one, ...other]).sort();
}
