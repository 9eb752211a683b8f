import type { GoalStatus } from '#domain/goal.ts';

/** Weeks of history without which nothing is said of the future. */
export const enoughWeeks = 12;

/** One week's evidence: all that the status of a goal rests on. */
export type StatusInputs = {
  /** When it was judged. */
  readonly at: number;
  /** How many weeks of history there were. */
  readonly weeks: number;
  /** Whether the source was silent, so that the newest value is an old one. */
  readonly stale: boolean;
  /** Of reaching the target by the due date; absent: no forecast was possible. */
  readonly probability?: number;
};

export type StatusAt = { readonly at: number; readonly status: GoalStatus };

/** Judgements in the order of their goodness; the chance from which on each holds. */
const judgements = [
  { status: 'off_track', from: 0 },
  { status: 'at_risk', from: 0.4 },
  { status: 'on_track', from: 0.7 },
] as const;

/** The status of one week alone. */
export function weekStatus({ weeks, stale, probability }: Omit<StatusInputs, 'at'>): GoalStatus {
  if (weeks < enoughWeeks || stale || probability === undefined) return 'no_data';
  return judgements.findLast(({ from }) => probability >= from)?.status ?? 'off_track';
}

/**
 * The status week by week, ascending. A judgement changes only where two weeks in a row are better than it, or worse:
 * then it becomes the one of the two that is nearer. Data that end, or begin, change it at once: no judgement is kept
 * that nothing supports. What a week shows depends on no later week.
 */
export function statusHistory(weeks: readonly StatusInputs[]): StatusAt[] {
  let status: GoalStatus = 'no_data';
  let before: GoalStatus = 'no_data';
  return weeks.map((week) => {
    const now = weekStatus(week);
    if (now === 'no_data' || before === 'no_data') status = now;
    else {
      const [held, first, second] = [rank(status), rank(before), rank(now)];
      if (first > held && second > held) status = judgementAt(Math.min(first, second));
      else if (first < held && second < held) status = judgementAt(Math.max(first, second));
    }
    before = now;
    return { at: week.at, status };
  });
}

/** The status as it was at a time; before the first week: no data. */
export function statusAsOf(history: readonly StatusAt[], time: number): GoalStatus {
  return history.findLast(({ at }) => at <= time)?.status ?? 'no_data';
}

function rank(status: GoalStatus): number {
  return judgements.findIndex((judgement) => judgement.status === status);
}

function judgementAt(index: number): GoalStatus {
  return judgements[index]?.status ?? 'no_data';
}
