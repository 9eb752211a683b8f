import type { GoalOutcome } from '#domain/goal.ts';
import { reaches, type Direction } from './direction.ts';
import { timeToLearn, type Lesson } from './lesson.ts';

export type OutcomeInputs = {
  /** Of the window that ended at the due date; absent: there was none, so nothing can be said. */
  readonly value: number | undefined;
  readonly target: number;
  readonly stretch?: number | undefined;
  readonly better: Direction;
  readonly due: number;
  /** Whether the move from the baseline is a signal, and no noise. */
  readonly moved: boolean;
  /** Whether each guardrail held at the due date; undefined where nothing can be said of it. */
  readonly guardrails: readonly (boolean | undefined)[];
  readonly lessons: readonly Lesson[];
};

/** `examined`, of a missed goal: whether its team wrote why, and what comes next, within 30 days. */
export type Ending = { readonly outcome: GoalOutcome; readonly examined?: boolean };

/**
 * How a goal ended, from its due date on. A guardrail that broke weighs more than noise, and noise more than the
 * stretch: a target reached at the cost of another measure, or by chance, is told as that.
 */
export function endingOf(inputs: OutcomeInputs): Ending | undefined {
  const { value, target, stretch, better, due, moved, guardrails, lessons } = inputs;
  if (value === undefined) return undefined;
  if (!reaches(value, target, better)) {
    const examined = lessons.some(({ recordedAt }) => recordedAt <= due + timeToLearn);
    return examined ? { outcome: 'learned' } : { outcome: 'missed', examined };
  }
  if (guardrails.includes(false)) return { outcome: 'met_at_a_cost' };
  if (!moved) return { outcome: 'met_within_noise' };
  return { outcome: stretch !== undefined && reaches(value, stretch, better) ? 'stretch_met' : 'met' };
}
