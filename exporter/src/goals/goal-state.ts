import type { Goal, GoalOutcome, GoalRevision, GoalStatus } from '#domain/goal.ts';
import type { Sample } from '#measures/measure.ts';

export type AnyStatus = GoalStatus | GoalOutcome;

/** Where a goal began: as given, or frozen from the data at its start. */
export type Baseline = { readonly value: number; readonly n?: number; readonly from?: number; readonly to?: number };

/** What a value will be at a time, by the weeks so far: 8 of 10 outcomes lie between low and high. */
export type Ahead = { readonly time: number; readonly low: number; readonly middle: number; readonly high: number };

export type Guardrail = {
  readonly measure: string;
  readonly floor: number;
  readonly value?: number;
  readonly text: string;
  /** Absent: nothing can be said. */
  readonly holds?: boolean;
};

export type Milestone = {
  readonly time: number;
  /** Of the gap between baseline and target. */
  readonly share: number;
  readonly value?: number;
  readonly state: 'ahead' | 'reached' | 'not_reached';
};

/** What a missed goal taught. */
export type Lesson = {
  readonly cause: string;
  readonly nextStep: string;
  readonly learned?: string;
  readonly recordedAt: number;
};

/** A goal and how it stands. Times are milliseconds since 1970, values in the unit of its measure. */
export type GoalState = {
  readonly goal: Goal;
  readonly unit: string;
  /** What a person reads: value × scale. */
  readonly display: { readonly unit: string; readonly scale: number; readonly decimals: number };
  readonly better: 'lower' | 'higher';
  readonly baseline?: Baseline;
  /** Now; frozen at the due date. */
  readonly sample?: Pick<Sample, 'value' | 'n' | 'low' | 'high'>;
  readonly status: AnyStatus;
  readonly outcome?: GoalOutcome;
  /** Of a missed goal: whether somebody wrote what was learned, in time. */
  readonly examined?: boolean;
  readonly grade?: number;
  readonly stretchGrade?: number;
  readonly progress?: number;
  readonly probability?: number;
  readonly stretchProbability?: number;
  readonly likelyReachedAt?: number;
  readonly forecast?: readonly Ahead[];
  readonly forecastMethod?: string;
  readonly guardrails: readonly Guardrail[];
  readonly milestones: readonly Milestone[];
  /** What comes next, in a sentence. */
  readonly next: string;
  readonly evidence: readonly { readonly label: string; readonly text: string }[];
  readonly lesson?: Lesson;
  readonly warnings: readonly { readonly check: string; readonly text: string }[];
  /** By weeks; statuses only where they change. */
  readonly history: {
    readonly status: readonly { readonly time: number; readonly status: AnyStatus }[];
    readonly probability: readonly { readonly time: number; readonly target: number; readonly stretch?: number }[];
  };
  readonly revisions: readonly GoalRevision[];
};
