import type { Goal, GoalOutcome, GoalRevision, GoalStatus } from '#domain/goal.ts';
import type { GoalWarning } from './checks.ts';
import type { Direction } from './direction.ts';
import type { Baseline, Evidence, GoalValue } from './evidence.ts';
import type { Guardrail } from './guardrails.ts';
import type { Lesson } from './lesson.ts';
import type { Milestone } from './milestones.ts';

export type AnyStatus = GoalStatus | GoalOutcome;

/** What a value will be at a time, by the weeks so far: 8 of 10 outcomes lie between low and high. */
export type Ahead = { readonly time: number; readonly low: number; readonly middle: number; readonly high: number };

/** A goal and how it stands. Times are milliseconds since 1970, values in the unit of its measure. */
export type GoalState = {
  readonly goal: Goal;
  readonly unit: string;
  readonly better: Direction;
  readonly baseline?: Baseline;
  /** Now; frozen at the due date. */
  readonly value?: GoalValue;
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
  /** Which method, and why. */
  readonly forecastMethod?: string;
  readonly guardrails: readonly Guardrail[];
  readonly milestones: readonly Milestone[];
  /** What comes next, in a sentence. */
  readonly next: string;
  readonly evidence: readonly Evidence[];
  readonly lesson?: Lesson;
  readonly warnings: readonly GoalWarning[];
  /** By weeks; statuses only where they change. */
  readonly history: {
    readonly status: readonly { readonly time: number; readonly status: AnyStatus }[];
    readonly probability: readonly { readonly time: number; readonly target: number; readonly stretch?: number }[];
  };
  readonly revisions: readonly GoalRevision[];
};
