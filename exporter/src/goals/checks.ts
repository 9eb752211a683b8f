import type { Goal } from '#domain/goal.ts';
import { valueInWords } from '#measures/words.ts';
import { smallestShift, stepsOf, type WindowValue } from './detectable.ts';
import { improvement } from './direction.ts';
import { measuredBy } from './measured-by.ts';
import { quantileOf } from './quantile-of.ts';

export const goalChecks = [
  'outside_history',
  'too_small_to_detect',
  'no_guardrail',
  'velocity_or_allocation',
  'benchmark_as_target',
  'too_many_goals',
] as const;
export type GoalCheck = (typeof goalChecks)[number];

/** Something to think about before a goal begins; never a reason to refuse it. */
export type GoalWarning = { readonly check: GoalCheck; readonly text: string };

export type CheckInputs = {
  /** Given or frozen. */
  readonly baseline?: number | undefined;
  /** The values of the goal's window, a week apart, ascending, before its start. */
  readonly history: readonly WindowValue[];
  /** The values of single weeks before its start, ascending: 20 to 26 are best. */
  readonly weekly: readonly number[];
  /** What others answered, in the measure's unit. */
  readonly benchmarks: readonly { readonly measure: string; readonly value: number; readonly source: string }[];
  /** All goals of the configuration. */
  readonly goals: readonly Goal[];
};

/** What users feel; everything else of the catalog says how the work runs. */
const outcomes: ReadonlySet<string> = new Set([
  'change_fail_rate',
  'failed_deployment_recovery_time',
  'deployment_rework_rate',
]);
/** How much was done, or where effort went: easily made to look well, and worth nothing by itself. */
const effort: ReadonlySet<string> = new Set([
  'flow_velocity',
  'flow_arrivals',
  'flow_unplanned',
  'flow_effective_objectives',
  'ci_runs',
]);
const mostAtOnce = 3;

/** The warnings of a goal, in the order of the list of checks; a check that knows too little says nothing. */
export function warningsOf(goal: Goal, inputs: CheckInputs): GoalWarning[] {
  const found: Readonly<Record<GoalCheck, string | undefined>> = {
    outside_history: outsideHistory(goal, inputs),
    too_small_to_detect: tooSmall(goal, inputs),
    no_guardrail: noGuardrail(goal),
    velocity_or_allocation: velocityOrAllocation(goal),
    benchmark_as_target: pastedBenchmark(goal, inputs),
    too_many_goals: tooMany(goal, inputs),
  };
  return goalChecks.flatMap((check) => (found[check] === undefined ? [] : [{ check, text: found[check] }]));
}

function outsideHistory({ by, target, start, due }: Goal, { baseline, history }: CheckInputs): string | undefined {
  const { unit, better } = measuredBy(by);
  const steps = stepsOf(history, due - start, start, better);
  const most = quantileOf(steps, 0.95);
  if (baseline === undefined || most === undefined) return undefined;
  const step = improvement(baseline, target, better);
  if (step <= most) return undefined;
  const usual = most > 0 ? `at most ${valueInWords(most, unit)}` : 'none for the better';
  return (
    `outside this team's own history: the step is ${valueInWords(step, unit)}, and 95 of 100 changes of that length ` +
    `in its past were ${usual}. What will be different this time?`
  );
}

function tooSmall({ by, target, start, due }: Goal, { baseline, weekly }: CheckInputs): string | undefined {
  const { unit, better, measure } = measuredBy(by);
  if (baseline === undefined) return undefined;
  const seen = smallestShift(weekly, {
    from: baseline,
    length: due - start,
    better,
    log: measure?.kind === 'durations',
  });
  const step = improvement(baseline, target, better);
  if (seen === undefined || step >= seen) return undefined;
  return (
    `too small to be told from chance by its due date: the step is ${valueInWords(step, unit)}, and the weeks of this ` +
    `team vary so that only ${valueInWords(seen, unit)} or more would be seen. Aim further, or give it more time`
  );
}

function noGuardrail({ by, guardrails }: Goal): string | undefined {
  if ('promql' in by || outcomes.has(by.measure) || guardrails.length > 0) return undefined;
  const { measure, title } = measuredBy(by);
  const pays = measure?.guardrail ?? '';
  return `no guardrail: ${title} says how the work runs, not what it is good for. What pays when it is pushed: ${pays}`;
}

function velocityOrAllocation({ by }: Goal): string | undefined {
  if ('promql' in by || !effort.has(by.measure)) return undefined;
  return `${measuredBy(by).title} counts effort, not what came of it: as a target it is met by counting differently`;
}

function pastedBenchmark({ by, target, stretch }: Goal, { benchmarks }: CheckInputs): string | undefined {
  if ('promql' in by) return undefined;
  const like = (value: number, line: number | undefined): boolean =>
    line !== undefined && Math.abs(line - value) <= 1e-3 * Math.abs(value);
  const pasted = benchmarks.find(
    ({ measure, value }) => measure === by.measure && (like(value, target) || like(value, stretch))
  );
  if (!pasted) return undefined;
  return (
    `a benchmark pasted as a target: ${valueInWords(pasted.value, measuredBy(by).unit)} is what ${pasted.source} ` +
    'tells of others. What would this team, or those it works for, gain from that very number?'
  );
}

function tooMany({ team, start }: Goal, { goals }: CheckInputs): string | undefined {
  const active = goals.filter((other) => other.team === team && other.start <= start && start < other.due).length;
  if (active <= mostAtOnce) return undefined;
  return `${team} has ${active} active goals when this one begins: more than ${mostAtOnce} at once are hard to keep in mind`;
}
