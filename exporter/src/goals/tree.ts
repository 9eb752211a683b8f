import type { Goal, GoalOutcome, GoalStatus } from '#domain/goal.ts';
import type { Window } from '#domain/window.ts';

/** An objective's place in the tree; without a parent it is a root. */
export type ObjectiveNode = { readonly objective: string; readonly parent?: string };

/** A goal as the tree counts it; `status`: its outcome, from the due date on. */
export type CountedGoal = Pick<Goal, 'objective' | 'start' | 'due'> & { readonly status: GoalStatus | GoalOutcome };

export type GoalCounts = Partial<Readonly<Record<GoalStatus | GoalOutcome, number>>>;

export type ObjectiveGoals = ObjectiveNode & {
  /** Running now. */
  readonly active: number;
  readonly onCourse: number;
  /** Of the running ones. */
  readonly now: GoalCounts;
  /** Of those that were due in the quarter before this one. */
  readonly lastQuarter: GoalCounts;
  /** As in: 1 of 2 met, 1 learned. */
  readonly lastQuarterText: string;
};

/** From an objective up to its root; one that is not configured is its own root. */
export function pathToRoot(objective: string, objectives: readonly ObjectiveNode[]): string[] {
  const path: string[] = [];
  for (let name: string | undefined = objective; name !== undefined && !path.includes(name);) {
    path.push(name);
    const current: string = name;
    name = objectives.find((each) => each.objective === current)?.parent;
  }
  return path;
}

/**
 * How the goals of each objective, and of those below it, stand; in the order of the configuration, then those that
 * only goals name.
 */
export function objectiveTree(
  configured: readonly ObjectiveNode[],
  goals: readonly CountedGoal[],
  { now, lastQuarter }: { readonly now: number; readonly lastQuarter: Window }
): ObjectiveGoals[] {
  const known = new Set(configured.map(({ objective }) => objective));
  const named = new Set(goals.map(({ objective }) => objective).filter((objective) => !known.has(objective)));
  const served = goals.map((goal) => ({ goal, path: new Set(pathToRoot(goal.objective, configured)) }));
  return [...configured, ...[...named].map((objective) => ({ objective }))].map((node) => {
    const own = served.filter(({ path }) => path.has(node.objective)).map(({ goal }) => goal);
    const active = own.filter(({ start, due }) => start <= now && now < due);
    const past = own.filter(({ due }) => lastQuarter.from <= due && due < lastQuarter.to);
    return {
      ...node,
      active: active.length,
      onCourse: active.filter(({ status }) => status === 'on_track').length,
      now: countsOf(active),
      lastQuarter: countsOf(past),
      lastQuarterText: pastInWords(past),
    };
  });
}

/** How many goals have each status; none that no goal has. */
export function countsOf(goals: readonly Pick<CountedGoal, 'status'>[]): GoalCounts {
  const counts: Partial<Record<CountedGoal['status'], number>> = {};
  for (const { status } of goals) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** In the order of the best first; what is met within noise or at a cost says so. */
const words = [
  ['learned', 'learned'],
  ['met_within_noise', 'within noise'],
  ['met_at_a_cost', 'at a cost'],
  ['missed', 'missed'],
  ['no_data', 'without data'],
] as const;

function pastInWords(past: readonly CountedGoal[]): string {
  if (past.length === 0) return 'none was due';
  const counts = countsOf(past);
  const met = (counts.met ?? 0) + (counts.stretch_met ?? 0);
  const rest = words.flatMap(([status, word]) => (counts[status] ? [`${counts[status]} ${word}`] : []));
  return [`${met} of ${past.length} met`, ...rest].join(', ');
}
