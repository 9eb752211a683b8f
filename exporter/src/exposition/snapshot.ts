import type { GoalOutcome, GoalStatus } from '#domain/goal.ts';
import type { Measure, Sample, Statistic } from '#measures/measure.ts';

/** The newest value of one statistic of one measure of one team; no row where there is no data. */
export type MeasureRow = {
  /** What is needed of the measure's declaration. */
  readonly measure: Pick<Measure, 'name' | 'family' | 'definition' | 'statistics' | 'by'>;
  readonly team: string;
  /** One value of the measure's label. */
  readonly group?: string | undefined;
  /** As configured (`28d`); absent for what is counted at an instant (changes that wait). */
  readonly window?: string | undefined;
  readonly statistic: Statistic;
  readonly sample: Sample;
};

/** How much of a team's evidence could be joined, 0 to 1. */
export type CoverageRow = { readonly kind: string; readonly team: string; readonly ratio: number };

/** The oldest open incident of a team and the usual length, in seconds; absent where there is no data. */
export type IncidentRow = { readonly team: string; readonly openAge?: number; readonly expectation?: number };

/** The limit of work in progress that a team agreed on, in items. */
export type LimitRow = { readonly team: string; readonly items: number };

/** A goal as it stands; values in the unit of its measure, `due` in milliseconds since 1970. */
export type GoalRow = {
  readonly team: string;
  readonly goal: string;
  readonly objective: string;
  /** A name of the catalog, or `promql`. */
  readonly measure: string;
  readonly kind: string;
  readonly value?: number;
  readonly baseline?: number;
  readonly target: number;
  readonly stretch?: number;
  readonly progress?: number;
  readonly probability?: number;
  readonly due: number;
  readonly status: GoalStatus | GoalOutcome;
  readonly guardrails: readonly { readonly measure: string; readonly holds?: boolean | undefined }[];
};

/** A measure that is watched for real changes: those that last, and its usual range. */
export type JudgedRow = {
  readonly team: string;
  readonly measure: string;
  /** Absent where nothing could be signalled: too little is known, or neither way is better. */
  readonly signals?: readonly ('better' | 'worse')[];
  readonly usual?: { readonly lower: number; readonly centre: number; readonly upper: number };
};

/** Everything computed that a scrape shows, as of one moment. */
export type Snapshot = {
  readonly measures: readonly MeasureRow[];
  readonly coverage: readonly CoverageRow[];
  readonly incidents: readonly IncidentRow[];
  readonly limits: readonly LimitRow[];
};

/** What is concluded from the numbers, a little less often than they are computed. */
export type Conclusions = { readonly goals: readonly GoalRow[]; readonly judged: readonly JudgedRow[] };
