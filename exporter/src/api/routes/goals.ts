import type { GoalState } from '#goals/goal-state.ts';
import { displayOf } from '#measures/display.ts';
import type { Goal } from '../contract.ts';
import { notFound } from '../errors.ts';
import { goalSchema, goalsSchema, objectivesSchema } from '../goal-schemas.ts';
import { requireTeam } from '../known.ts';
import { operation } from '../operation.ts';
import { goalParameters, noParameters, oneParameters } from '../parameters.ts';
import { utc, utcIf } from '../time.ts';

export const goals = operation({
  path: '/api/v1/goals',
  summary: 'The goals of the teams, how each stands and on what that is based.',
  query: goalParameters,
  answer: goalsSchema,
  respond: async ({ team, status, from = -Infinity, to = Infinity }, services) => {
    if (team !== undefined) requireTeam(team, services);
    const found = (await services.goals()).filter(
      ({ goal, status: present }) =>
        (team === undefined || goal.team === team) &&
        (status === undefined || present === status) &&
        goal.due >= from &&
        goal.due < to
    );
    return { items: found.map(answered) };
  },
});

export const goal = operation({
  path: '/api/v1/goals/{id}',
  summary: 'One goal.',
  query: oneParameters,
  answer: goalSchema,
  respond: async ({ id }, services) => {
    const found = (await services.goals()).find((known) => known.goal.id === id);
    if (found === undefined) throw notFound(`There is no goal ${JSON.stringify(id)}; /api/v1/goals lists them.`);
    return answered(found);
  },
});

export const objectives = operation({
  path: '/api/v1/objectives',
  summary: 'The objectives, how their goals stand, and the share of the finished work of all teams that served each.',
  query: noParameters,
  answer: objectivesSchema,
  respond: async (_query, services) => ({
    items: (await services.objectives()).map(({ plannedShare, goals: counts, ...objective }) => ({
      ...objective,
      planned_share: plannedShare,
      goals: {
        active: counts.active,
        on_course: counts.onCourse,
        now: counts.now,
        last_quarter: counts.lastQuarter,
        last_quarter_text: counts.lastQuarterText,
      },
    })),
  }),
});

function answered(record: GoalState): Goal {
  const { goal: set, baseline, value, lesson, history, forecast } = record;
  const { by } = set;
  return {
    id: set.id,
    team: set.team,
    title: set.title,
    why: set.why,
    hypothesis: set.hypothesis,
    objective: set.objective,
    ...('measure' in by ? { measure: by.measure } : { promql: by.promql }),
    unit: record.unit,
    display: displayOf(record.unit),
    better: record.better,
    window_seconds: set.window / 1000,
    kind: set.kind,
    owner: set.owner,
    sponsor: set.sponsor,
    ...(baseline && {
      baseline: { value: baseline.value, n: baseline.n, from: utcIf(baseline.from), to: utcIf(baseline.to) },
    }),
    target: set.target,
    stretch: set.stretch,
    start: utc(set.start),
    due: utc(set.due),
    ...value,
    status: record.status,
    outcome: record.outcome,
    examined: record.examined,
    grade: record.grade,
    stretch_grade: record.stretchGrade,
    progress: record.progress,
    probability: record.probability,
    stretch_probability: record.stretchProbability,
    likely_reached_at: utcIf(record.likelyReachedAt),
    ...(forecast && { forecast: forecast.map(({ time, ...band }) => ({ time: utc(time), ...band })) }),
    forecast_method: record.forecastMethod,
    guardrails: [...record.guardrails],
    milestones: record.milestones.map(({ at, ...milestone }) => ({ time: utc(at), ...milestone })),
    next: record.next,
    evidence: [...record.evidence],
    ...(lesson && {
      lesson: {
        cause: lesson.cause,
        next_step: lesson.nextStep,
        learned: lesson.learned,
        recorded_at: utc(lesson.recordedAt),
      },
    }),
    warnings: [...record.warnings],
    history: {
      status: history.status.map(({ time, status }) => ({ time: utc(time), status })),
      probability: history.probability.map(({ time, ...chance }) => ({ time: utc(time), ...chance })),
    },
    revisions: record.revisions.map(({ from, goal: { target, stretch, due } }) => ({
      from: utc(from),
      target,
      stretch,
      due: utc(due),
    })),
  };
}
