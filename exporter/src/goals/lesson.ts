import type { Outcome, TeamEntry } from '#domain/record.ts';
import { day } from '#domain/window.ts';

/** How long after the due date a missed goal can become a learned one. */
export const timeToLearn = 30 * day;

/** What a team wrote of a goal that was due: why it came so, and what it does next. */
export type Lesson = {
  readonly cause: string;
  readonly nextStep: string;
  readonly learned?: string;
  readonly recordedAt: number;
};

/** The lessons of a goal that were written by a time, ascending; an entry without cause or next step is none. */
export function lessonsOf(goal: string, entries: readonly TeamEntry[], asOf: number): Lesson[] {
  return entries
    .filter((entry): entry is Outcome => entry.kind === 'outcome' && entry.goal === goal && entry.recordedAt <= asOf)
    .flatMap(({ cause, nextStep, learned, recordedAt }) =>
      cause === undefined || nextStep === undefined
        ? []
        : [{ cause, nextStep, ...(learned !== undefined && { learned }), recordedAt }]
    )
    .sort((a, b) => a.recordedAt - b.recordedAt);
}
