import { periodStart } from '#domain/calendar.ts';
import { day, hour } from '#domain/window.ts';
import type { Context } from '#measures/evaluate.ts';
import type { Better, Measure, MeasureKind, Observations, Statistic } from '#measures/measure.ts';
import { chartOf } from './charts.ts';
import { proposalOf, type Explanation } from './proposal.ts';
import type { Change, Direction, JudgedWeek, Judgement, Rebase, Signal, Verdict } from './signal.ts';
import { weeklyHistory } from './weekly.ts';
import type { Era, Side } from './watch.ts';

export type JudgeOptions = {
  readonly timeZone: string;
  /** Where the history begins; it must stay the same, as limits come from the first weeks after it. Absent: the first fact. */
  readonly from?: number;
  readonly statistic?: Statistic;
  /** Recorded decisions on the limits, in any order; those of the future are not seen. */
  readonly rebases?: readonly Rebase[];
  /** What is known of why the numbers changed. */
  readonly explanations?: readonly Explanation[];
};

/** Clocks that were put forward or back. */
const slack = 2 * hour;
export const recentWeeks = 13;
export const earlierWeeks = 26;

/**
 * What changed in a measure, beyond chance, up to `context.now`. It sees nothing later, and looks at each week with
 * limits from earlier weeks only: so it says of the past what it said then.
 */
export function judge<K extends MeasureKind>(
  measure: Measure<K>,
  observations: Observations[K],
  context: Context,
  { timeZone, from = -Infinity, statistic, rebases = [], explanations = [] }: JudgeOptions
): Judgement {
  const range = { from, to: context.now };
  const weeks = weeklyHistory(measure, observations, { range, timeZone, ...(statistic && { statistic }) }, context);
  const chart = chartOf(measure, observations, weeks, context);
  const watched = erasOf(rebases, from, context.now).map(chart.watch);
  const findings = watched.flatMap((era) => era.findings);
  const signals = findings.flatMap(({ side, seenAt, ...finding }): Signal[] => {
    const direction = directionOf(side, measure.better);
    const settled = seenAt + (measure.settlesAfter ?? 0);
    return direction ? [{ measure: measure.name, direction, ...finding, seenAt: settled }] : [];
  });
  const marks = watched.flatMap((era) => era.marks);
  const judged = weeks.map((week): JudgedWeek => {
    const mark = marks.findLast(({ at }) => week.from < at && at <= week.to);
    const signal = mark && directionOf(mark.side, measure.better);
    return signal ? { ...week, signal } : week;
  });

  const end = lastWeekEnd(measure, context, timeZone);
  const recent = { from: end - recentWeeks * 7 * day - slack, to: end };
  const found = chart.compare({ from: recent.from - earlierWeeks * 7 * day, to: recent.from + 2 * slack }, recent);
  const proposal = proposalOf(weeks, findings, rebases, explanations, context.now);
  return {
    weeks: judged,
    usual: watched.flatMap((era) => era.usual),
    signals: signals.sort((a, b) => a.since - b.since),
    verdict: verdictOf(found, measure.better),
    n: found.n,
    ...('low' in found && { change: found }),
    ...(proposal && { proposal }),
  };
}

/** Of a change, or of its absence. */
export function verdictOf(found: Change | Pick<Change, 'n'>, better: Better): Verdict {
  if (!('low' in found)) return 'too_little_data';
  const side = found.low > 0 ? 1 : found.high < 0 ? -1 : 0;
  return directionOf(side, better) ?? 'no_clear_change';
}

function directionOf(side: Side, better: Better): Direction | undefined {
  if (side === 0 || better === 'neither') return undefined;
  return side > 0 === (better === 'higher') ? 'better' : 'worse';
}

function erasOf(rebases: readonly Rebase[], from: number, now: number): Era[] {
  const decided = rebases.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
  return [{ at: -Infinity, from }, ...decided].map((era, index) => ({ ...era, to: decided[index]?.at ?? Infinity }));
}

/** The end of the last week of which all is known. */
export function lastWeekEnd(
  { settlesAfter = 0 }: Pick<Measure, 'settlesAfter'>,
  { now, coverage }: Context,
  timeZone: string
): number {
  const known = Math.min(now - settlesAfter, coverage.until);
  // No source of the team has ended a pull: then nothing lies before it.
  return Number.isNaN(known) ? NaN : periodStart('week', known, timeZone);
}
