import type { Slice } from '#domain/slice.ts';
import type { Team } from '#domain/team.ts';
import { backtest, backtestRows } from '#forecasts/backtest.ts';
import { scaleOf } from '#forecasts/scale.ts';
import type { MeasureOptions } from '#measures/measure.ts';
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
