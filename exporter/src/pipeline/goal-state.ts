import { periods } from '#domain/calendar.ts';
import type { Goal, GoalRevision } from '#domain/goal.ts';
import type { TeamEntry } from '#domain/record.ts';
import { day } from '#domain/window.ts';
import { learn, type Learned } from '#forecasts/backtest.ts';
import { forecastGoal, type GoalForecast } from '#forecasts/goal.ts';
import { scaleOf } from '#forecasts/scale.ts';
import { warningsOf, type CheckInputs } from '#goals/checks.ts';
import { type Baseline, evidenceOf } from '#goals/evidence.ts';
import type { AnyStatus, GoalState } from '#goals/goal-state.ts';
import { guardrailsOf } from '#goals/guardrails.ts';
import { lessonsOf } from '#goals/lesson.ts';
import { measuredBy } from '#goals/measured-by.ts';
import { milestonesOf } from '#goals/milestones.ts';
import { nextOf } from '#goals/next.ts';
import { endingOf, type Ending } from '#goals/outcome.ts';
import { gradesOf } from '#goals/progress.ts';
import { goalAsOf } from '#goals/revisions.ts';
import { statusHistory, type StatusInputs } from '#goals/status.ts';
import type { Sample } from '#measures/measure.ts';
import type { Week } from '#measures/week.ts';
import { effectOf } from '#signals/effect.ts';
import { judge } from '#signals/judge.ts';
import { weeklyHistory } from '#signals/weekly.ts';
import { digest } from '#store/digest.ts';
import { type Measured, windowAt, windowsAt } from './measured.ts';

export type GoalInputs = {
  readonly goal: Goal;
  readonly revisions: readonly GoalRevision[];
  readonly baseline?: Baseline;
  readonly measured: Measured;
  /** The other measures, by name. */
  readonly guard: (measure: string) => Measured | undefined;
  readonly entries: readonly TeamEntry[];
  readonly timeZone: string;
  /** From when on the team's numbers are watched. */
  readonly since: number;
  /** From its objective to the root, in words. */
  readonly objectives: readonly string[];
  readonly checks: Pick<CheckInputs, 'benchmarks' | 'goals'>;
  readonly remembered: Remembered;
};

/** What only late facts change, of weeks that are over: kept by all that it depends on. */
export type Remembered = { readonly forecasts: Map<string, GoalForecast>; readonly learned: Map<string, Learned> };

const week = 7 * day;
/** What a team's own past teaches a forecast moves slowly, and costs most: it is learned anew at the start of each such span. */
const lesson = 4 * week;

/** How a goal stands, week by week and now, from the team's facts alone: later ones never change what was known then. */
export function goalState(given: GoalInputs): GoalState {
  const ofMeasure = given.revisions.filter((revision) => isSame(revision.goal.by, given.goal.by));
  const inputs = { ...given, revisions: ofMeasure, weeks: completeWeeks(given) };
  const { goal, revisions, baseline, measured, entries, timeZone } = inputs;
  const { now } = measured.context;
  const { unit, better } = measuredBy(goal.by);
  const end = Math.min(now, goal.due);
  const sample = windowAt(measured, goal.window, end);
  const judged = now < goal.start ? [] : judgedTimes(goal, end, timeZone).map((at) => judgedAt(inputs, at, true));
  const present = judgedAt(inputs, end, false);
  const statuses = statusHistory(judged.map((each) => each.inputs));
  const status = statuses.at(-1)?.status ?? 'no_data';
  const guardrails = guardrailsOf(goal, (name) => {
    const guard = inputs.guard(name);
    return guard && windowAt(guard, goal.window, end)?.value;
  });
  const lessons = lessonsOf(goal.id, entries, now);
  const ending =
    now < goal.due
      ? undefined
      : ended(
          inputs,
          sample,
          guardrails.map(({ holds }) => holds)
        );
  const milestones = milestonesOf(goal, {
    better,
    baseline: baseline?.value,
    now: end,
    valueAt: (at) => windowAt(measured, goal.window, at)?.value,
  });
  const { weeks, stale } = present.inputs;
  const { probability, stretchProbability, likelyReachedAt, weeks: ahead, because } = present.forecast;
  const running = now >= goal.start && now < goal.due;
  const chances = running
    ? {
        ...(probability !== undefined && { probability }),
        ...(stretchProbability !== undefined && { stretchProbability }),
      }
    : {};
  const next = nextOf(goal, {
    now,
    timeZone,
    status,
    ending,
    lessons,
    guardrails,
    milestones,
    weeks,
    stale,
    ...chances,
  });
  const value = sample && shown(sample);
  const lesson = lessons.at(-1);
  return {
    goal,
    unit,
    better,
    ...(baseline && { baseline }),
    ...(value && { value }),
    status: now < goal.due ? status : (ending?.outcome ?? 'no_data'),
    ...ending,
    ...(value && baseline && grades(goal, value.value, baseline.value, better)),
    ...chances,
    ...(running && likelyReachedAt !== undefined && { likelyReachedAt }),
    ...(running && ahead.length > 0 && { forecast: ahead }),
    ...(running && { forecastMethod: because }),
    guardrails,
    milestones,
    next,
    evidence: evidenceOf(goal, {
      now,
      timeZone,
      value,
      baseline,
      guardrails,
      ...chances,
      next,
      objectives: inputs.objectives,
    }),
    ...(lesson && { lesson }),
    warnings: warningsOf(goal, {
      baseline: baseline?.value,
      ...historyBefore(inputs),
      ...inputs.checks,
    }),
    history: {
      status: changesOf([
        ...statuses.map(({ at, status: was }) => ({ time: at, status: was })),
        ...(now < goal.due ? [] : endStatuses(goal, ending, lesson?.recordedAt)),
      ]),
      probability: [...judged, ...(running && end > (judged.at(-1)?.inputs.at ?? 0) ? [present] : [])].flatMap(
        ({ inputs: { at, probability: target }, forecast }) => {
          const { stretchProbability: stretch } = forecast;
          return target === undefined ? [] : [{ time: at, target, ...(stretch !== undefined && { stretch }) }];
        }
      ),
    },
    revisions,
  };
}

type JudgedWeek = { readonly inputs: StatusInputs; readonly forecast: GoalForecast };

type KnownWeeks = GoalInputs & {
  /** The single weeks that are over: what a week says is told by it alone, so each is as it was known then. */
  readonly weeks: readonly Week[];
};

/** What was known at the end of a week, and so what was said of the goal that it then was. */
function judgedAt(inputs: KnownWeeks, at: number, chancesOnly: boolean): JudgedWeek {
  const { measured, revisions, goal: present } = inputs;
  const goal = goalAsOf(revisions, at) ?? present;
  const weeks = weeksAt(inputs, at);
  const sample = windowAt(measured, goal.window, at);
  const { id, by, window, target, stretch, due } = goal;
  const values = weeks.map(({ value }) => value);
  const key = digest(JSON.stringify([id, by, window, target, stretch, due, at, chancesOnly, sample?.value, values]));
  const forecast = kept(inputs.remembered.forecasts, key, () =>
    forecastAt(goal, inputs, weeks, sample, { at, chancesOnly })
  );
  const { probability } = forecast;
  const given = { at, weeks: weeks.length, stale: at > measured.context.coverage.until + week };
  return { inputs: { ...given, ...(probability !== undefined && { probability }) }, forecast };
}

function kept<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}

function forecastAt(
  goal: Goal,
  { measured, remembered }: GoalInputs,
  weeks: readonly Week[],
  sample: Sample | undefined,
  { at, chancesOnly }: { readonly at: number; readonly chancesOnly: boolean }
): GoalForecast {
  const { better } = measuredBy(goal.by);
  const span = Math.max(1, Math.round(goal.window / week));
  const kind = scaleOf[measured.measure.kind];
  const since = Math.floor(at / lesson) * lesson;
  const past = weeks.filter(({ to }) => to <= since);
  const key = digest(JSON.stringify([goal.team, goal.by, span, since, past.map(({ value }) => value)]));
  const seed = seedOf(measured.measure.name);
  const learned = kept(remembered.learned, key, () => learn({ weeks: past, kind, better, now: since, seed, span }));
  return forecastGoal({
    weeks,
    kind,
    better,
    now: at,
    due: goal.due,
    target: goal.target,
    seed: seedOf(goal.id),
    span,
    learned,
    chancesOnly,
    ...(sample && { value: sample.value }),
    ...(goal.stretch !== undefined && { stretch: goal.stretch }),
  });
}

function completeWeeks({ measured, timeZone }: GoalInputs): Week[] {
  const { measure, observations, context, statistic } = measured;
  const range = { from: -Infinity, to: context.now };
  return weeklyHistory(measure, observations as never, { range, timeZone, statistic }, context).filter(
    ({ complete }) => complete
  );
}

/** Those that were over and settled at a time. */
function weeksAt({ measured, weeks }: KnownWeeks, at: number): readonly Week[] {
  const settled = at - (measured.measure.settlesAfter ?? 0);
  return weeks.filter(({ to }) => to <= settled);
}

/** When a goal is judged: as it starts, and at the end of each week. */
function judgedTimes({ start }: Goal, end: number, timeZone: string): number[] {
  const ends = periods('week', { from: start - week, to: end }, timeZone)
    .map(({ to }) => to)
    .filter((to) => to > start && to <= end);
  return [start, ...ends];
}

function ended(
  inputs: GoalInputs,
  sample: Sample | undefined,
  guardrails: readonly (boolean | undefined)[]
): Ending | undefined {
  const { goal, measured, entries, timeZone } = inputs;
  const { measure, observations, context, statistic } = measured;
  const { better } = measuredBy(goal.by);
  const atDue = { ...context, now: Math.min(context.now, goal.due) };
  const options = { timeZone, statistic };
  const { verdict } = effectOf(measure, observations as never, atDue, { at: goal.start, ...options });
  const { signals } = judge(measure, observations as never, atDue, { from: inputs.since, ...options });
  const signalled = signals.some(
    ({ direction, since, until }) => direction === 'better' && since >= goal.start && until === undefined
  );
  return endingOf({
    value: sample?.value,
    target: goal.target,
    stretch: goal.stretch,
    better,
    due: goal.due,
    // A step late in the goal is lost among the weeks before it, but not to the limits.
    moved: verdict === 'better' || signalled,
    guardrails,
    lessons: lessonsOf(goal.id, entries, context.now),
  });
}

/** Targets in the unit of another measure say nothing of this one. */
function isSame(one: Goal['by'], other: Goal['by']): boolean {
  return 'promql' in one
    ? 'promql' in other && one.promql === other.promql
    : 'measure' in other && one.measure === other.measure;
}

/** A goal that was learned from was missed first. */
function endStatuses(
  goal: Goal,
  ending: Ending | undefined,
  learnedAt: number | undefined
): { time: number; status: AnyStatus }[] {
  if (ending === undefined) return [{ time: goal.due, status: 'no_data' }];
  if (ending.outcome !== 'learned' || learnedAt === undefined || learnedAt <= goal.due) {
    return [{ time: goal.due, status: ending.outcome }];
  }
  return [
    { time: goal.due, status: 'missed' },
    { time: learnedAt, status: 'learned' },
  ];
}

/** The checks look at what the team had done before the goal began. */
function historyBefore(inputs: KnownWeeks): Pick<CheckInputs, 'history' | 'weekly'> {
  const { goal, measured } = inputs;
  const before = Math.min(goal.start, measured.context.now);
  const weeks = weeksAt(inputs, before);
  return {
    weekly: weeks.slice(-26).map(({ value }) => value),
    history: windowsAt(
      measured,
      goal.window,
      weeks.map(({ to }) => to)
    ).flatMap((sample, index) => (sample ? [{ at: weeks[index]?.to ?? NaN, value: sample.value }] : [])),
  };
}

function grades(goal: Goal, value: number, baseline: number, better: 'lower' | 'higher') {
  return gradesOf(value, { baseline, target: goal.target, better, stretch: goal.stretch });
}

function shown({ value, n, low, high }: Sample) {
  return { value, n, ...(low !== undefined && { low }), ...(high !== undefined && { high }) };
}

function changesOf<Point extends { readonly status: AnyStatus }>(points: readonly Point[]): Point[] {
  return points.filter(({ status }, index) => status !== points[index - 1]?.status);
}

/** The same goal draws the same futures each time: FNV-1a of its id. */
function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
