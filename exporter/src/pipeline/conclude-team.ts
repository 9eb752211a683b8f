import { setImmediate as turn } from 'node:timers/promises';
import type { Goal, GoalRevision } from '#domain/goal.ts';
import type { TeamEntry } from '#domain/record.ts';
import type { Team } from '#domain/team.ts';
import type { CheckInputs } from '#goals/checks.ts';
import type { Baseline } from '#goals/evidence.ts';
import type { GoalState } from '#goals/goal-state.ts';
import { pathToRoot } from '#goals/tree.ts';
import { type Effect, effectOf } from '#signals/effect.ts';
import { verdictText } from '#signals/words.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { freezeBaseline, type FrozenBaseline, readBaselines } from '#store/goal-revisions.ts';
import { readReadings } from '#store/readings.ts';
import { readSlice } from '#store/slices.ts';
import type { ComputeSettings } from './compute.ts';
import { goalState, type Remembered } from './goal-state.ts';
import { type Judged, judgeTeam } from './judged.ts';
import { type Measured, measuredByName, measuredByReadings, windowAt } from './measured.ts';
import type { ObjectiveInput } from './organisation.ts';
import { ownedBy, type StoreState } from './ownership.ts';
import { readEntries } from './records.ts';

/** What the numbers of a team mean: what really changed, how its goals stand, what came of what it did. */
export type TeamConclusions = {
  readonly team: string;
  /** From when on its numbers are watched. */
  readonly since: number;
  readonly judged: readonly Judged[];
  readonly goals: readonly GoalState[];
  /** Of interventions that name a measure, by the id of the entry. */
  readonly effects: ReadonlyMap<string, { readonly verdict: Effect['verdict']; readonly text: string }>;
};

export type ConcludeOptions = {
  readonly database: Database;
  readonly sources: readonly Source[];
  readonly teams: readonly Team[];
  readonly settings: ComputeSettings;
  readonly goals: readonly Goal[];
  readonly objectives: readonly ObjectiveInput[];
  /** What others answered: so that a goal that copies it can be told. */
  readonly benchmarks: CheckInputs['benchmarks'];
};

/** What is kept of all goals. */
export type Past = {
  /** From when on the team's numbers are watched. */
  readonly since: number;
  readonly revisions: ReadonlyMap<string, readonly GoalRevision[]>;
  readonly baselines: ReadonlyMap<string, FrozenBaseline>;
  readonly remembered: Remembered;
};

/** All that can be concluded of one team as of now, over its whole history. */
export async function concludeTeam(
  options: ConcludeOptions,
  team: Team,
  state: StoreState,
  now: number,
  past: Past
): Promise<TeamConclusions> {
  const { database, sources, settings } = options;
  const { repositories, coverage } = ownedBy(team, state, sources);
  const slice = await readSlice(database, repositories, -Infinity, coverage, settings.options.objectives);
  const entries = (await readEntries(database, team.team)).filter(({ recordedAt }) => recordedAt <= now);
  const context = { now, coverage };
  const byName = new Map<string, Measured | undefined>();
  const measured = (name: string): Measured | undefined => {
    if (!byName.has(name)) byName.set(name, measuredByName(name, slice, settings.options, now));
    return byName.get(name);
  };
  const goals: GoalState[] = [];
  for (const goal of options.goals.filter((candidate) => candidate.team === team.team)) {
    // Each goal looks back over all of its weeks: whoever asks in the meantime is answered between two.
    await turn();
    goals.push(await stateOf(options, goal, team, { measured, entries, now, past }));
  }
  return {
    team: team.team,
    since: past.since,
    judged: judgeTeam(team, slice, settings.options, { entries, since: past.since }, context),
    goals,
    effects: effectsOf(team, measured, entries),
  };
}

type Known = {
  /** By a name of the catalog. */
  readonly measured: (name: string) => Measured | undefined;
  readonly entries: readonly TeamEntry[];
  readonly now: number;
  readonly past: Past;
};

async function stateOf(
  { database, goals, objectives, benchmarks }: ConcludeOptions,
  goal: Goal,
  { timeZone }: Team,
  { measured: named, entries, now, past }: Known
): Promise<GoalState> {
  const measured =
    'promql' in goal.by
      ? measuredByReadings(goal, await readReadings(database, goal.by.promql, { from: -Infinity, to: now }), now)
      : named(goal.by.measure);
  if (measured === undefined) throw new Error(`the configuration let an unknown measure through: ${goal.id}`);
  const baseline = await baselineOf(database, goal, measured, past);
  return goalState({
    goal,
    revisions: past.revisions.get(goal.id) ?? [],
    ...(baseline && { baseline }),
    measured,
    guard: named,
    entries,
    timeZone,
    since: past.since,
    objectives: pathToRoot(goal.objective, objectives).map(
      (name) => objectives.find(({ objective }) => objective === name)?.title ?? name
    ),
    checks: { goals, benchmarks },
    remembered: past.remembered,
  });
}

/** As the goal says, or as it was at the start: read once, then never again, whatever the facts become. */
async function baselineOf(
  database: Database,
  goal: Goal,
  measured: Measured,
  { baselines }: Past
): Promise<Baseline | undefined> {
  if (goal.baseline) {
    const { value, n } = goal.baseline;
    return { value, ...(n !== undefined && { n }) };
  }
  const frozen = baselines.get(goal.id);
  if (frozen || measured.context.now < goal.start) return frozen;
  const sample = windowAt(measured, goal.window, goal.start);
  if (sample === undefined) return undefined;
  const window = { from: goal.start - goal.window, to: goal.start };
  const baseline = { value: sample.value, n: sample.n, ...window, frozenAt: measured.context.now };
  await freezeBaseline(database, goal, baseline);
  // Another replica may have been first.
  return (await readBaselines(database, [goal])).get(goal.id);
}

/** What came of the interventions that name a measure, before and after each. */
function effectsOf(
  { timeZone }: Team,
  measuredBy: Known['measured'],
  entries: readonly TeamEntry[]
): TeamConclusions['effects'] {
  const found = new Map<string, { verdict: ReturnType<typeof effectOf>['verdict']; text: string }>();
  for (const entry of entries) {
    if (entry.kind !== 'intervention' || entry.measure === undefined) continue;
    const measured = measuredBy(entry.measure);
    if (measured === undefined) continue;
    const { measure, observations, context, statistic } = measured;
    const effect = effectOf(measure, observations as never, context, { at: entry.at, timeZone, statistic });
    const lasting = effect.lasting === undefined ? '' : `, ${effect.lasting}`;
    found.set(entry.id, { verdict: effect.verdict, text: `${verdictText(measure, effect)}${lasting}` });
  }
  return found;
}
