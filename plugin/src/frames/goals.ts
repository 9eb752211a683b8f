import type { DataFrame } from '@grafana/data';
import type { Goal, Series } from '@waymark/exporter/contract';
import { displayOf, shown } from './display';
import { line } from './lines';
import { boardUrl } from './links';
import { date, gauge, hidden, pill, sparkline, table, text, type Column } from './table';
import { colors, statuses } from './words';
import type { GoalsLayout } from '../query';

/** A goal with the course of its measure and the title of the objective that it serves. */
export type GoalRow = {
  readonly goal: Goal;
  readonly course?: Series | undefined;
  readonly objective?: string | undefined;
};

const empty = 'No goal is being worked on';
const goalLink = { title: 'Open the goal', url: '${__data.fields.url}' };

/** The goals that are being worked on, from the one that is due first. */
export function goalsFrame(rows: readonly GoalRow[], layout: GoalsLayout): DataFrame {
  const columns = [...first, ...middle[layout], course, due, ...last[layout], url];
  const sorted = [...rows].sort(layout === 'objectives' ? byObjective : byDue);
  return table({ name: 'Goals', rows: sorted, columns, empty });
}

/** Goals that are over, the latest first: never only "missed", but the lesson, or that one is to be written. */
export function pastGoalsFrame(goals: readonly Goal[]): DataFrame {
  const rows = goals.map((goal) => ({ goal })).sort((a, b) => byDue(b, a));
  const columns = [
    goalColumn,
    status(statuses),
    together,
    due,
    text<GoalRow>('Learned', ({ goal }) => learned(goal)),
    url,
  ];
  return table({ name: 'Past goals', rows, columns, empty: 'No goal is over yet' });
}

function learned({ lesson, status }: Goal): string {
  if (lesson !== undefined) return lesson.learned ?? `${lesson.cause} Next: ${lesson.next_step}`;
  return status === 'missed' ? 'Write what was learned' : '–';
}

const goalColumn = text<GoalRow>('Goal', ({ goal }) => goal.title, { link: goalLink });
const status = (all: typeof statuses) =>
  pill<GoalRow>('Status', ({ goal }) => all[goal.status], Object.values(all), { width: 150 });
const chance = gauge<GoalRow>('Chance', ({ goal }) => goal.probability, {
  unit: 'percentunit',
  max: 1,
  decimals: 0,
  color: colors.better,
  width: 130,
});
const now = ({ goal }: GoalRow) => (goal.value === undefined ? '–' : shown(goal.value, displayOf(goal, goal.target)));
const target = ({ goal }: GoalRow) => shown(goal.target, displayOf(goal, goal.target));
const together = text<GoalRow>('Now / target', (row) => `${now(row)} / ${target(row)}`, { width: 165 });
const apart = [
  text<GoalRow>('Now', now, { width: 95, align: 'right' }),
  text<GoalRow>('Target', target, { width: 95, align: 'right' }),
];
const course = sparkline<GoalRow>('Course', ({ goal, course }) => {
  const points = course?.points ?? [];
  if (points.length < 2) return undefined;
  return line(
    'course',
    points.map(({ time, value }) => [Date.parse(time), value]),
    displayOf(goal, goal.target),
    {}
  );
});
const due = date<GoalRow>('Due', ({ goal }) => goal.due);
const next = text<GoalRow>('Next', ({ goal }) => goal.next);
const serves = text<GoalRow>('Objective', ({ goal, objective }) => objective ?? goal.objective);
const url = hidden<GoalRow>('url', ({ goal }) => boardUrl('goals', { team: goal.team, goal: goal.id }));

const first: Column<GoalRow>[] = [goalColumn, status(statuses), chance];
const middle: Readonly<Record<GoalsLayout, Column<GoalRow>[]>> = { together: [together], apart, objectives: apart };
const last: Readonly<Record<GoalsLayout, Column<GoalRow>[]>> = {
  together: [next],
  apart: [next],
  objectives: [serves],
};

function byDue(a: GoalRow, b: GoalRow): number {
  return a.goal.due.localeCompare(b.goal.due) || a.goal.title.localeCompare(b.goal.title);
}

function byObjective(a: GoalRow, b: GoalRow): number {
  return (a.objective ?? a.goal.objective).localeCompare(b.objective ?? b.goal.objective) || byDue(a, b);
}
