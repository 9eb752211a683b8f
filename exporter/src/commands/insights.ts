import type { Insights } from '#api/insights.ts';
import type { InvestmentQuery } from '#api/services.ts';
import { badRequest, notReady } from '#api/errors.ts';
import { periodStart } from '#domain/calendar.ts';
import type { PostedEntry } from '#domain/record.ts';
import type { Team } from '#domain/team.ts';
import { day, hour, type Window } from '#domain/window.ts';
import { annotationsOf } from '#pipeline/annotations.ts';
import { answered } from '#pipeline/answers.ts';
import { teamBenchmarks } from '#pipeline/benchmarks.ts';
import type { TeamConclusions } from '#pipeline/conclude-team.ts';
import { itemsForecast } from '#pipeline/forecast.ts';
import type { InvestmentPoint } from '#pipeline/investment.ts';
import { judgeTeam, present } from '#pipeline/judged.ts';
import type { LookCounter } from '#pipeline/looks.ts';
import { measuredByName, windowAt } from '#pipeline/measured.ts';
import { objectiveStates, organisation } from '#pipeline/organisation.ts';
import { ownedBy, readStoreState } from '#pipeline/ownership.ts';
import { entryOf, readEntries, viewOf } from '#pipeline/records.ts';
import { summary } from '#pipeline/summary.ts';
import type { Database } from '#store/database.ts';
import { appendRecord, listRecords } from '#store/records.ts';
import { readSlice } from '#store/slices.ts';
import type { Engine } from './engine.ts';

export type InsightsOptions = {
  readonly now: () => number;
  readonly database: Database;
  /** The present engine; throws where none has started. */
  readonly started: () => Engine;
  /** A team that the API has let through. */
  readonly teamOf: (name: string) => Team;
  /** Where the finished work of all teams went. */
  readonly finished: (query: InvestmentQuery) => Promise<readonly InvestmentPoint[]>;
  readonly looks: LookCounter;
};

/** What the API asks of goals, signals and records. */
export function insights({ now, database, started, teamOf, finished, looks }: InsightsOptions): Insights {
  const concluded = (team: string): TeamConclusions => {
    const conclusions = started().conclusions(team);
    if (!conclusions) throw notReady('the first conclusions are being drawn');
    return conclusions;
  };
  const owned = async (team: Team) => {
    const { sources } = started();
    return ownedBy(team, await readStoreState(database, sources), sources);
  };
  const sliceOf = async (team: Team) => {
    const { repositories, coverage } = await owned(team);
    return readSlice(database, repositories, -Infinity, coverage, started().settings.options.objectives);
  };
  /** The signals of a team that still say something, with its answers. */
  const signalsOf = async (team: string) => {
    const signals = concluded(team).judged.flatMap((each) => present(each.signals, now()));
    return answered(signals, await readEntries(database, team));
  };
  const allGoals = () => started().config.teams.flatMap(({ team }) => concluded(team).goals);
  const finishedByWeek = (range: Window) => finished({ range, step: 'week' });
  const judgedAt = async (team: Team, at: number) => {
    // A page that was drawn a moment ago asks for nothing older than what is at hand.
    if (at >= now() - hour) return concluded(team.team).judged;
    const slice = await sliceOf(team);
    const entries = await readEntries(database, team.team);
    const watched = { entries, since: concluded(team.team).since };
    return judgeTeam(team, slice, started().settings.options, watched, { now: at, coverage: slice.coverage });
  };

  return {
    summary: async (team) => {
      const rows = started()
        .rows()
        .filter((row) => row.team === team);
      return summary(rows, concluded(team), await signalsOf(team), now());
    },
    goals: () => Promise.resolve(allGoals()),
    signals: async (team) => {
      const teams = team === undefined ? started().config.teams.map((each) => each.team) : [team];
      const found = (await Promise.all(teams.map(signalsOf))).flat();
      return found.sort((a, b) => b.seenAt - a.seenAt || a.id.localeCompare(b.id));
    },
    objectives: async () => {
      const { config } = started();
      const quarter = periodStart('quarter', now(), config.timeZone);
      const lastQuarter = { from: periodStart('quarter', quarter - day, config.timeZone), to: quarter };
      const done = await finishedByWeek({ from: now() - 90 * day, to: now() });
      return objectiveStates(config.objectives, allGoals(), done, { now: now(), lastQuarter });
    },
    organisation: async (range) => {
      const { config } = started();
      const judged = [];
      for (const team of config.teams) judged.push(await judgedAt(team, range.to));
      return organisation({
        judged,
        goals: allGoals(),
        objectives: config.objectives,
        investment: await finishedByWeek(range),
        range,
        timeZone: config.timeZone,
        now: now(),
      });
    },
    annotations: async ({ team, ...query }) => {
      const teams = team === undefined ? started().config.teams : [teamOf(team)];
      const found = [];
      for (const each of teams) {
        const { repositories } = await owned(each);
        const { goals, judged } = concluded(each.team);
        const entries = await readEntries(database, each.team);
        found.push(
          ...(await annotationsOf(database, { team: each.team, repositories, goals, judged, entries }, query))
        );
      }
      return found.sort((a, b) => a.time - b.time);
    },
    forecast: async (team, items) =>
      itemsForecast(teamOf(team), await sliceOf(teamOf(team)), started().settings.options, {
        items,
        since: concluded(team).since,
        now: now(),
      }),
    benchmarks: async (team) => teamBenchmarks(await sliceOf(teamOf(team)), started().settings.options, now()),
    records: async ({ team, kind, range, limit, cursor }) => {
      const page = { ...range, limit, ...(cursor !== undefined && { cursor }) };
      const [{ items, ...rest }, all] = await Promise.all([
        listRecords(database, { team, ...(kind && { kinds: [kind] }) }, page),
        readEntries(database, team),
      ]);
      const { effects } = concluded(team);
      return {
        ...rest,
        items: items.map((entry) => {
          const effect = effects.get(entry.id);
          return { ...viewOf(entry, all), ...(effect && { effect }) };
        }),
      };
    },
    record: async (posted) => {
      const at = now();
      const entry = entryOf(posted, at, await baselineOf(posted, at));
      await requireSubject(posted);
      await appendRecord(database, entry);
      started().recorded(entry.team);
      const entries = await readEntries(database, entry.team);
      return viewOf(entries.find(({ id }) => id === entry.id) ?? entry, entries);
    },
    looked: (look) => looks.looked(look, now()),
  };

  /** What a plan starts from, frozen as it is written. */
  async function baselineOf(posted: PostedEntry, at: number) {
    if (posted.kind !== 'plan') return undefined;
    const slice = await sliceOf(teamOf(posted.team));
    const measured = measuredByName(posted.measure, slice, started().settings.options, at);
    const sample = measured && windowAt(measured, 28 * day, at);
    return sample && { value: sample.value, n: sample.n, from: at - 28 * day, to: at };
  }

  /** An outcome of an entry that is not there would never be found. */
  async function requireSubject(posted: PostedEntry): Promise<void> {
    if (posted.kind !== 'outcome' || posted.of === undefined) return;
    const entries = await readEntries(database, posted.team);
    if (entries.every(({ id }) => id !== posted.of)) {
      throw badRequest([{ path: 'of', message: 'the team has no such entry; /api/v1/records lists them' }]);
    }
  }
}
