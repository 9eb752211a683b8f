import { type AnsweredSignal, isWaiting } from './answers.ts';
import type { MeasureRow } from './compute.ts';
import type { TeamConclusions } from './conclude-team.ts';
import type { Judged } from './judged.ts';

type WindowValue = { readonly value: number; readonly n: number; readonly low?: number; readonly high?: number };

export type Summary = {
  readonly headline: {
    readonly goals: number;
    readonly on_course: number;
    readonly better: number;
    readonly worse: number;
    readonly waiting: number;
    readonly oldest_waiting_seconds?: number;
  };
  readonly measures: readonly {
    readonly measure: string;
    readonly windows: Readonly<Record<string, WindowValue>>;
    readonly usual?: { readonly lower: number; readonly centre: number; readonly upper: number };
    readonly verdict: Judged['judgement']['verdict'];
    readonly n: number;
    readonly text: string;
    readonly proposeLimitsFrom?: number;
  }[];
};

/** How a team stands in a glance; `rows` are its newest numbers, `signals` those that still say something. */
export function summary(
  rows: readonly MeasureRow[],
  { judged, goals }: Pick<TeamConclusions, 'judged' | 'goals'>,
  signals: readonly AnsweredSignal[],
  now: number
): Summary {
  const active = goals.filter(({ goal }) => goal.start <= now && goal.due > now);
  const waiting = signals.filter(isWaiting);
  const oldest = Math.min(...waiting.map(({ seenAt }) => seenAt));
  const verdicts = judged.map(({ judgement }) => judgement.verdict);
  return {
    headline: {
      goals: active.length,
      on_course: active.filter(({ status }) => status === 'on_track').length,
      better: verdicts.filter((verdict) => verdict === 'better').length,
      worse: verdicts.filter((verdict) => verdict === 'worse').length,
      waiting: waiting.length,
      ...(waiting.length > 0 && { oldest_waiting_seconds: Math.max(0, Math.round((now - oldest) / 1000)) }),
    },
    measures: judged.map(({ measure, judgement, text }) => {
      const usual = judgement.usual.at(-1);
      return {
        measure: measure.name,
        windows: windowsOf(rows, measure.name, measure.statistics[0] ?? 'value'),
        ...(usual && { usual: { lower: usual.lower, centre: usual.centre, upper: usual.upper } }),
        verdict: judgement.verdict,
        n: judgement.n,
        text,
        ...(judgement.proposal && { proposeLimitsFrom: judgement.proposal.from }),
      };
    }),
  };
}

function windowsOf(rows: readonly MeasureRow[], name: string, statistic: string): Record<string, WindowValue> {
  return Object.fromEntries(
    rows.flatMap(({ measure, window, group, statistic: of, sample }) => {
      if (measure.name !== name || window === undefined || group !== undefined || of !== statistic) return [];
      const { value, n, low, high } = sample;
      return [[window, { value, n, ...(low !== undefined && { low }), ...(high !== undefined && { high }) }]];
    })
  );
}
