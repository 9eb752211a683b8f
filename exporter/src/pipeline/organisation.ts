import { periods } from '#domain/calendar.ts';
import { day, type Window } from '#domain/window.ts';
import type { AnyStatus, GoalState } from '#goals/goal-state.ts';
import { countsOf, type GoalCounts, objectiveTree, type ObjectiveGoals } from '#goals/tree.ts';
import { organisationSentences, type OrganisationFacts, type Sentence } from '#sentences/organisation.ts';
import type { InvestmentPoint } from './investment.ts';
import { type Judged, watchedMeasures } from './judged.ts';

type VerdictRow = OrganisationFacts['verdicts'][string] & { readonly measure: string };

export type Organisation = {
  readonly goalsByWeek: readonly { readonly time: number; readonly counts: GoalCounts }[];
  readonly verdicts: readonly VerdictRow[];
  readonly sentences: readonly Sentence[];
};

export type OrganisationInput = {
  /** Each team's verdicts, at the end of the range. */
  readonly judged: readonly (readonly Judged[])[];
  readonly goals: readonly GoalState[];
  readonly objectives: readonly {
    readonly objective: string;
    readonly title: string;
    readonly priority?: number;
    readonly plannedShare?: number;
  }[];
  /** The finished work of the range. */
  readonly investment: readonly InvestmentPoint[];
  readonly range: Window;
  readonly timeZone: string;
  readonly now: number;
};

/** All teams together: counts and sentences, never the value of a team. */
export function organisation(input: OrganisationInput): Organisation {
  const { judged, goals, range, now } = input;
  const end = Math.min(range.to, now);
  const verdicts = watchedMeasures
    .filter(({ better }) => better !== 'neither')
    .map(({ name }): VerdictRow => {
      const counts = { better: 0, worse: 0, no_clear_change: 0, too_little_data: 0 };
      for (const team of judged) {
        const found = team.find(({ measure }) => measure.name === name);
        counts[found?.judgement.verdict ?? 'too_little_data']++;
      }
      return { measure: name, ...counts };
    });
  const due = goals.filter(({ goal }) => goal.due >= range.from && goal.due < end);
  const active = goals.filter(({ goal }) => goal.start <= end && goal.due > end);
  const shares = sharesOf(input.investment);
  const sentences = organisationSentences({
    verdicts: Object.fromEntries(verdicts.map(({ measure, ...counts }) => [measure, counts])),
    outcomes: due.flatMap(({ outcome }) => outcome ?? []),
    unexamined: due.filter(({ outcome, examined }) => outcome === 'missed' && examined === false).length,
    active: active.map(({ goal, history }) => {
      const chance = history.probability.findLast(({ time }) => time <= end);
      return { id: goal.id, title: goal.title, ...(chance && { probability: chance.target }) };
    }),
    objectives: input.objectives.map(({ objective, ...rest }) => ({ ...rest, ...share(shares, objective) })),
    ...(shares.has('unlinked') && { unlinked: shares.get('unlinked') ?? 0 }),
  });
  return { goalsByWeek: goalsByWeek(input, end), verdicts, sentences };
}

/** How many goals had which status at the end of each week; goals that are over count for a quarter more. */
function goalsByWeek({ goals, range, timeZone }: OrganisationInput, end: number): Organisation['goalsByWeek'] {
  return periods('week', { from: range.from, to: end }, timeZone).flatMap(({ from, to }) => {
    const statuses = goals.flatMap((state) => statusAt(state, Math.min(to, end)) ?? []);
    return statuses.length > 0 ? [{ time: from, counts: countsOf(statuses.map((status) => ({ status }))) }] : [];
  });
}

const quarter = 91 * day;

function statusAt({ goal, history }: GoalState, at: number): AnyStatus | undefined {
  if (goal.start > at || goal.due + quarter < at) return undefined;
  return history.status.findLast(({ time }) => time <= at)?.status ?? 'no_data';
}

function sharesOf(points: readonly InvestmentPoint[]): Map<string, number> {
  const items = new Map<string, number>();
  for (const { shares } of points) {
    for (const { objective, items: count } of shares) items.set(objective, (items.get(objective) ?? 0) + count);
  }
  const all = [...items.values()].reduce((sum, count) => sum + count, 0);
  return new Map(all === 0 ? [] : [...items].map(([objective, count]) => [objective, count / all]));
}

function share(shares: ReadonlyMap<string, number>, objective: string): { readonly share?: number } {
  const found = shares.get(objective);
  return found === undefined ? {} : { share: found };
}

export type ObjectiveInput = OrganisationInput['objectives'][number] & {
  readonly why?: string;
  readonly parent?: string;
};

export type ObjectiveState = ObjectiveInput & {
  /** Of the work that all teams finished. */
  readonly share?: number;
  readonly goals: Omit<ObjectiveGoals, 'objective' | 'parent'>;
};

/** How the goals of each objective, and of those below it, stand now, and how those of the last quarter ended. */
export function objectiveStates(
  objectives: readonly ObjectiveInput[],
  goals: readonly GoalState[],
  investment: readonly InvestmentPoint[],
  when: { readonly now: number; readonly lastQuarter: Window }
): ObjectiveState[] {
  const shares = sharesOf(investment);
  const counted = goals.map(({ goal: { objective, start, due }, status }) => ({ objective, start, due, status }));
  return objectiveTree(objectives, counted, when).map(({ objective: name, parent: _parent, ...own }) => {
    const { work: _work, ...objective }: ObjectiveInput & { readonly work?: unknown } = objectives.find(
      (each) => each.objective === name
    ) ?? { objective: name, title: name };
    return { ...objective, ...share(shares, name), goals: own };
  });
}
