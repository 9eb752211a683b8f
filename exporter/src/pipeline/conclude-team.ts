import type { Goal } from '#domain/goal.ts';
import type { TeamEntry } from '#domain/record.ts';
import type { Slice } from '#domain/slice.ts';
import type { Team } from '#domain/team.ts';
import type { GoalForecast } from '#forecasts/goal.ts';
import type { Baseline } from '#goals/evidence.ts';
import type { GoalState } from '#goals/goal-state.ts';
import { pathToRoot } from '#goals/tree.ts';
import type { MeasureOptions } from '#measures/measure.ts';
import { effectOf } from '#signals/effect.ts';
import { verdictText } from '#signals/words.ts';
import { readEntries } from '#store/records.ts';
import { freezeBaseline, readBaselines, readRevisions } from '#store/goal-revisions.ts';
import { readReadings } from '#store/readings.ts';
import { readSlice } from '#store/slices.ts';
import type { ConcludeOptions, TeamConclusions } from './conclude.ts';
import { goalState } from './goal-state.ts';
import { judgeTeam } from './judged.ts';
import { type Measured, measuredByName, measuredByReadings, windowAt } from './measured.ts';
import { ownedBy, type StoreState } from './ownership.ts';

/** All that can be concluded of one team as of now, over its whole history. */
export async function concludeTeam(
  options: ConcludeOptions,
  team: Team,
  state: StoreState,
  now: number,
  remembered: Map<string, GoalForecast>
): Promise<TeamConclusions> {
  const { database, sources, settings } = options;
  const { repositories, coverage } = ownedBy(team, state, sources);
  const slice = await readSlice(database, repositories, -Infinity, coverage, settings.options.objectives);
  const entries = await readEntries(database, team.team);
  const context = { now, coverage };
  const goals: GoalState[] = [];
  for (const goal of options.goals.filter((candidate) => candidate.team === team.team)) {
    goals.push(await stateOf(options, goal, team, { slice, entries, now, remembered }));
  }
  return {
    team: team.team,
    judged: judgeTeam(team, slice, settings.options, entries, context),
    goals,
    effects: effectsOf(team, slice, settings.options, entries, now),
  };
}

type Known = {
  readonly slice: Slice;
  readonly entries: readonly TeamEntry[];
  readonly now: number;
  readonly remembered: Map<string, GoalForecast>;
};

async function stateOf(
  { database, settings, goals, objectives, benchmarks }: ConcludeOptions,
  goal: Goal,
  { timeZone }: Team,
  { slice, entries, now, remembered }: Known
): Promise<GoalState> {
  const measured =
    'promql' in goal.by
      ? measuredByReadings(goal, await readReadings(database, goal.by.promql), now)
      : measuredByName(goal.by.measure, slice, settings.options, now);
  if (measured === undefined) throw new Error(`the configuration let an unknown measure through: ${goal.id}`);
  const baseline = await baselineOf({ database }, goal, measured);
  return goalState({
    goal,
    revisions: await readRevisions(database, goal.id),
    ...(baseline && { baseline }),
    measured,
    guard: (name) => measuredByName(name, slice, settings.options, now),
    entries,
    timeZone,
    objectives: pathToRoot(goal.objective, objectives).map(
      (name) => objectives.find(({ objective }) => objective === name)?.title ?? name
    ),
    checks: { goals, benchmarks },
    remembered,
  });
}

/** As the goal says, or as it was at the start: read once, then never again, whatever the facts become. */
async function baselineOf(
  { database }: Pick<ConcludeOptions, 'database'>,
  goal: Goal,
  measured: Measured
): Promise<Baseline | undefined> {
  if (goal.baseline) {
    const { value, n } = goal.baseline;
    return { value, ...(n !== undefined && { n }) };
  }
  const [frozen] = await readBaselines(database, goal.id);
  if (frozen || measured.context.now < goal.start) return frozen;
  const sample = windowAt(measured, goal.window, goal.start);
  if (sample === undefined) return undefined;
  const baseline = { value: sample.value, n: sample.n, from: goal.start - goal.window, to: goal.start };
  await freezeBaseline(database, goal.id, baseline, measured.context.now);
  return baseline;
}

/** What came of the interventions that name a measure, before and after each. */
function effectsOf(
  { timeZone }: Team,
  slice: Slice,
  options: MeasureOptions,
  entries: readonly TeamEntry[],
  now: number
): TeamConclusions['effects'] {
  const found = new Map<string, { verdict: ReturnType<typeof effectOf>['verdict']; text: string }>();
  for (const entry of entries) {
    if (entry.kind !== 'intervention' || entry.measure === undefined) continue;
    const measured = measuredByName(entry.measure, slice, options, now);
    if (measured === undefined) continue;
    const { measure, observations, context, statistic } = measured;
    const effect = effectOf(measure, observations as never, context, { at: entry.at, timeZone, statistic });
    const lasting = effect.lasting === undefined ? '' : `, ${effect.lasting}`;
    found.set(entry.id, { verdict: effect.verdict, text: `${verdictText(measure, effect)}${lasting}` });
  }
  return found;
}
