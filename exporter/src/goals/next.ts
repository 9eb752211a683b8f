import { dateInWords } from '#domain/date-in-words.ts';
import type { Goal, GoalStatus } from '#domain/goal.ts';
import { percentInWords, valueInWords } from '#measures/words.ts';
import type { Guardrail } from './guardrails.ts';
import { timeToLearn, type Lesson } from './lesson.ts';
import { measuredBy } from './measured-by.ts';
import type { Milestone } from './milestones.ts';
import type { Ending } from './outcome.ts';
import { enoughWeeks } from './status.ts';

export type NextInputs = {
  readonly now: number;
  readonly timeZone: string;
  /** While it runs. */
  readonly status: GoalStatus;
  /** From the due date on; absent there: no data. */
  readonly ending?: Ending | undefined;
  readonly lessons: readonly Lesson[];
  readonly guardrails: readonly Guardrail[];
  readonly milestones: readonly Milestone[];
  readonly probability?: number | undefined;
  /** How many weeks of history there are. */
  readonly weeks: number;
  readonly stale: boolean;
};

/** What comes next for a goal, in one sentence to its team. */
export function nextOf(goal: Goal, inputs: NextInputs): string {
  const { now, timeZone, ending, lessons } = inputs;
  const date = (time: number): string => dateInWords(time, timeZone, now);
  if (now < goal.start) return `Starts on ${date(goal.start)}.`;
  if (now < goal.due) return nextWhileActive(goal, inputs, date);
  const lesson = lessons.at(-1);
  switch (ending?.outcome) {
    case undefined:
      return 'It was due, and there was no data: decide whether to measure it otherwise, or to let it go.';
    case 'learned':
      return `Next step: ${lesson?.nextStep ?? ''}`;
    case 'missed':
      return now <= goal.due + timeToLearn
        ? `Write what was learned by ${date(goal.due + timeToLearn)}: the cause, and the next step.`
        : lesson
          ? `Next step: ${lesson.nextStep}`
          : 'Nobody wrote what was learned: take it into the next review.';
    case 'met_at_a_cost':
      return 'Decide what the cost means: mend the guardrail first, or set another goal.';
    case 'met_within_noise':
      return 'The target is reached, but the move may be chance: watch whether it lasts before building on it.';
    case 'stretch_met':
    case 'met':
      return 'Say what made the difference, and choose the next target.';
  }
}

function nextWhileActive(
  { by, due }: Goal,
  { status, guardrails, milestones, probability, weeks, stale }: NextInputs,
  date: (time: number) => string
): string {
  const { unit } = measuredBy(by);
  const broken = guardrails.find(({ holds }) => holds === false);
  if (broken) return `Look at the guardrail first: ${broken.text}.`;
  if (status === 'no_data') {
    if (stale) return 'Its source is silent: nothing can be said until it reports again.';
    return weeks < enoughWeeks
      ? `Too early to say: ${weeks} of ${enoughWeeks} weeks gathered.`
      : 'No forecast is possible yet.';
  }
  const milestone = milestones.find(({ state }) => state === 'ahead');
  const chance = probability === undefined ? '' : ` (chance ${percentInWords(probability)})`;
  if (status === 'off_track') return `Ask whether the plan still fits, or the goal${chance}; due on ${date(due)}.`;
  const line =
    milestone?.value === undefined
      ? `Due on ${date(due)}`
      : `${milestone.share < 1 ? 'Next milestone' : 'Target'}: ${valueInWords(milestone.value, unit)} by ${date(milestone.at)}`;
  return status === 'at_risk' ? `${line}; what would raise the chance${chance}?` : `${line}.`;
}
