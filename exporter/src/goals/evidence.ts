import { dateInWords } from '#domain/date-in-words.ts';
import type { Goal } from '#domain/goal.ts';
import { percentInWords, rangeInWords, valueInWords } from '#measures/words.ts';
import type { Guardrail } from './guardrails.ts';
import { measuredBy } from './measured-by.ts';

/** The value of a goal's window, and how sure it is. */
export type GoalValue = { readonly value: number; readonly n?: number; readonly low?: number; readonly high?: number };

/** A baseline, given or frozen; `from` and `to`: the window that it was frozen from. */
export type Baseline = {
  readonly value: number;
  readonly n?: number;
  readonly from?: number;
  readonly to?: number;
};

export type EvidenceInputs = {
  readonly now: number;
  readonly timeZone: string;
  readonly value?: GoalValue | undefined;
  readonly baseline?: Baseline | undefined;
  readonly guardrails: readonly Guardrail[];
  readonly probability?: number | undefined;
  readonly stretchProbability?: number | undefined;
  /** The sentence of `nextOf`. */
  readonly next: string;
  /** From the objective to its root, in words. */
  readonly objectives: readonly string[];
};

export type Evidence = { readonly label: string; readonly text: string };

/** What a goal is based on, so that each line can be disputed. */
export function evidenceOf(goal: Goal, inputs: EvidenceInputs): Evidence[] {
  const { now, timeZone, value, baseline, guardrails, probability, stretchProbability } = inputs;
  const { unit } = measuredBy(goal.by);
  const words = (given: number): string => valueInWords(given, unit);
  const date = (time: number): string => dateInWords(time, timeZone, now);
  const due = date(goal.due);
  const stretch = goal.stretch === undefined ? [] : [{ label: 'Stretch', text: `${words(goal.stretch)} by ${due}` }];
  return [
    { label: now < goal.due ? 'Now' : 'At the due date', text: valueText(value, unit) },
    { label: 'Baseline', text: baselineText(baseline, words, date) },
    { label: 'Target', text: `${words(goal.target)} by ${due}` },
    ...stretch,
    ...(probability === undefined || now >= goal.due
      ? []
      : [{ label: 'Chance', text: chanceText(probability, stretchProbability) }]),
    ...guardrails.map(({ text }) => ({ label: 'Guardrail', text })),
    { label: 'Why', text: goal.why },
    ...(goal.hypothesis === undefined ? [] : [{ label: 'Hypothesis', text: goal.hypothesis }]),
    { label: 'Objective', text: inputs.objectives.join(' → ') },
    { label: 'Next', text: inputs.next },
  ];
}

function valueText(value: GoalValue | undefined, unit: string): string {
  if (!value) return 'no data';
  const { n, low, high } = value;
  const range = low === undefined || high === undefined ? [] : [`95 % interval ${rangeInWords(low, high, unit)}`];
  return [valueInWords(value.value, unit), ...range, ...(n === undefined ? [] : [`n ${n}`])].join(', ');
}

function baselineText(
  baseline: Baseline | undefined,
  words: (value: number) => string,
  date: (time: number) => string
): string {
  if (!baseline) return 'none yet: it is frozen from the data when the goal starts';
  const { value, n, from, to } = baseline;
  const origin = from === undefined || to === undefined ? 'given' : `frozen from ${date(from)} to ${date(to)}`;
  return [words(value), origin, ...(n === undefined ? [] : [`n ${n}`])].join(', ');
}

function chanceText(target: number, stretch: number | undefined): string {
  return `${percentInWords(target)} of the target${stretch === undefined ? '' : `, ${percentInWords(stretch)} of the stretch`}`;
}
