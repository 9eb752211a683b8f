import type { Goal, GoalMeasure } from '#domain/goal.ts';
import { startOfDate } from '#domain/calendar.ts';
import { improvement, type Direction } from '#goals/direction.ts';
import { directionOf, measureNamed } from '#goals/measured-by.ts';
import { usualMilestones } from '#goals/milestones.ts';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';
import { valueInWords } from '#measures/words.ts';
import { amountIn } from './amount.ts';
import type { Found } from './explain.ts';
import type { GoalForm } from './goal-form.ts';
import { nearest } from './nearest.ts';
import type { Path } from './problems.ts';

/** What of the rest of the configuration a goal must fit. */
export type GoalContext = {
  /** With their time zones. */
  readonly teams: ReadonlyMap<string, string>;
  readonly objectives: readonly string[];
  /** Whether a Prometheus is there to answer PromQL. */
  readonly prometheus: boolean;
};

/** The names that must be there; an empty one could not be read. */
export function checkNames(
  { team, objective }: Pick<GoalForm, 'team' | 'objective'>,
  { teams, objectives }: GoalContext,
  tell: (found: Found) => void
): void {
  if (team !== '' && !teams.has(team))
    tell({ path: ['team'], message: `no such team; ${hint(team, [...teams.keys()])}` });
  if (objective !== '' && objectives.length > 0 && !objectives.includes(objective))
    tell({ path: ['objective'], message: `no such objective; ${hint(objective, objectives)}` });
}

/** A goal of what people wrote, whose names were checked; every problem goes to `tell`, and then there is no goal. */
export function readGoal(form: GoalForm, context: GoalContext, tell: (found: Found) => void): Goal | undefined {
  const mistakes: Found[] = [];
  const wrong: Wrong = (path, message) => void mistakes.push({ path, message });
  const amount = (path: Path, written: number | string | undefined, of: Yardstick): number | undefined => {
    if (written === undefined) return undefined;
    const read = amountIn(written, of.unit, of.measure?.kind === 'ratio' || of.measure?.kind === 'share');
    if (typeof read === 'number') return read;
    wrong(path, read.wrong);
    return undefined;
  };

  const zone = context.teams.get(form.team) ?? 'UTC';
  const start = timeOf(form.start, zone);
  const due = timeOf(form.due, zone);
  if (due <= start) wrong(['due'], 'must be after start');

  const yardstick = yardstickOf(form, context, wrong);
  if (!yardstick) {
    mistakes.forEach(tell);
    return undefined;
  }
  const { by, better, unit } = yardstick;
  const target = amount(['target'], form.target, yardstick);
  const stretch = amount(['stretch'], form.stretch, yardstick);
  const baseline = amount(['baseline', 'value'], form.baseline?.value, yardstick);
  const beyond = better === 'lower' ? 'below' : 'above';
  if (target !== undefined && baseline !== undefined && improvement(baseline, target, better) <= 0)
    wrong(['target'], `must be ${beyond} the baseline, as ${better} is better`);
  if (target !== undefined && stretch !== undefined && improvement(target, stretch, better) <= 0)
    wrong(['stretch'], `must be ${beyond} the target, as ${better} is better`);
  const guardrails = form.guardrails.flatMap(({ measure, floor }, index) => {
    const of = guardrailOf(measure, form.measure, ['guardrails', index, 'measure'], wrong);
    const value = of && amount(['guardrails', index, 'floor'], floor, { unit: of.unit, measure: of });
    return value === undefined ? [] : [{ measure, floor: value }];
  });
  const milestones = form.milestones?.flatMap(({ at, share }, index) => {
    const time = typeof at === 'number' ? start + at : timeOf(at, zone);
    if (time <= start || time > due) wrong(['milestones', index, 'at'], 'must lie after start, and not after due');
    const part = amount(['milestones', index, 'share'], share, { unit: 'ratio' });
    return part === undefined ? [] : [{ at: time, share: part }];
  });
  mistakes.forEach(tell);
  if (mistakes.length > 0 || target === undefined) return undefined;
  const { id, team, objective, why, hypothesis, window, kind, review, owner, sponsor } = form;
  return {
    id,
    team,
    objective,
    why,
    title: form.title ?? titleOf(yardstick, target),
    ...(hypothesis !== undefined && { hypothesis }),
    by,
    window,
    ...(baseline !== undefined && { baseline: { ...form.baseline, value: baseline } }),
    target,
    ...(stretch !== undefined && { stretch }),
    kind,
    start,
    due,
    guardrails,
    milestones: milestones?.sort((a, b) => a.at - b.at) ?? usualMilestones(start, due),
    ...(review !== undefined && { review }),
    ...(owner !== undefined && { owner }),
    ...(sponsor !== undefined && { sponsor }),
  };

  function titleOf({ measure }: Yardstick, goal: number): string {
    return measure ? `${measure.title}: ${valueInWords(goal, unit)}` : id;
  }
}

type Yardstick = { readonly unit: string; readonly measure?: Measure };
type Wrong = (path: Path, message: string) => void;

/** What measures it, in which unit, and which way is better. */
function yardstickOf(
  { measure: name, promql, unit, better }: GoalForm,
  { prometheus }: GoalContext,
  wrong: Wrong
): (Yardstick & { readonly by: GoalMeasure; readonly better: Direction }) | undefined {
  if (promql !== undefined) {
    if (name !== undefined) wrong(['promql'], 'allowed only without measure');
    if (!prometheus) wrong(['promql'], 'needs a Prometheus to ask: add { prometheus: ADDRESS } to sources');
    if (unit === undefined) wrong(['unit'], 'is missing; PromQL needs it, as in seconds, ratio or orders');
    if (better === undefined) wrong(['better'], 'is missing; PromQL needs it: lower or higher');
    return unit === undefined || better === undefined ? undefined : { unit, better, by: { promql, unit, better } };
  }
  if (unit !== undefined) wrong(['unit'], 'allowed only with promql; a measure has its own');
  if (name === undefined) wrong(['measure'], 'is missing; it needs a measure of the catalog, or promql');
  const measure = name === undefined ? undefined : known(name, ['measure'], wrong);
  if (!measure) return undefined;
  const direction = directionOf(measure, better);
  if (!direction) {
    wrong(['measure'], 'is neither better high nor low by itself; say which this team means, by better');
    return undefined;
  }
  if (better !== undefined && better !== direction) wrong(['better'], `must be ${direction}, as for everyone`);
  const by = { measure: measure.name, ...(measure.better === 'neither' && better !== undefined && { better }) };
  return { unit: measure.unit, better: direction, measure, by };
}

function guardrailOf(name: string, own: string | undefined, path: Path, wrong: Wrong): Measure | undefined {
  const measure = known(name, path, wrong);
  if (name === own) wrong(path, 'must be another measure than that of the goal');
  else if (measure?.better === 'neither')
    wrong(path, 'is neither better high nor low, so no value of it is the worst allowed; choose another');
  return measure;
}

function known(name: string, path: Path, wrong: Wrong): Measure | undefined {
  const measure = measureNamed(name);
  if (measure && (measure.by === undefined || measure.whole === true)) return measure;
  wrong(
    path,
    measure
      ? `has a value for each ${String(measure.by)} only, none for all together; choose another measure`
      : `no such measure; ${hint(
          name,
          measures.map((each) => each.name)
        )}`
  );
  return undefined;
}

function hint(written: string, candidates: readonly string[]): string {
  const meant = nearest(written, candidates);
  return meant === undefined ? `allowed: ${candidates.join(', ')}` : `did you mean "${meant}"?`;
}

function timeOf(written: string, zone: string): number {
  const time = Date.parse(written);
  return /^\d{4}-\d\d-\d\d$/.test(written) ? startOfDate(time, zone) : time;
}
