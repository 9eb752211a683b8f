import { type ApiError, badRequest, notReady } from '#api/errors.ts';
import type { FactQuery, InvestmentQuery, Services } from '#api/services.ts';
import { catalog } from '#catalog/catalog.ts';
import type { createExposition } from '#exposition/exposition.ts';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';
import type { LookCounter } from '#pipeline/looks.ts';
import { ownedBy, readStoreState } from '#pipeline/ownership.ts';
import { investment } from '#pipeline/investment.ts';
import { agedItems } from '#pipeline/items.ts';
import { series, withSignals } from '#pipeline/series.ts';
import { stages } from '#pipeline/stages.ts';
import type { Database } from '#store/database.ts';
import { StoreError } from '#store/errors.ts';
import { listIncidents } from '#store/incidents.ts';
import type { ItemPage } from '#store/list-items.ts';
import { listChanges, listDeployments, type Page } from '#store/lists.ts';
import type { OwnedRepository } from '#store/owned.ts';
import type { Engine } from './engine.ts';
import { insights } from './insights.ts';

export type ServicesOptions = {
  readonly version: string;
  readonly demo: boolean;
  readonly now: () => number;
  readonly database: Database;
  readonly exposition: ReturnType<typeof createExposition>;
  readonly looks: LookCounter;
  /** The present engine; undefined before the first has started. */
  readonly engine: () => Engine | undefined;
};

/** Milliseconds that a source has to read a delivery: GitHub hangs up after ten seconds. */
const patience = 8_000;

/** What the API asks of the house, answered from the store and the present configuration. */
export function services({ version, demo, now, database, exposition, looks, engine }: ServicesOptions): Services {
  const started = (): Engine => {
    const present = engine();
    if (!present) throw notReady('starting');
    return present;
  };
  const teamOf = (name: string): Engine['config']['teams'][number] => {
    const team = started().config.teams.find((candidate) => candidate.team === name);
    if (!team) throw new Error(`the API let an unknown team through: ${name}`);
    return team;
  };

  /** What the facts are asked of: those of a team, of a repository, of both at once, or of every collected repository. */
  const asked = async ({ team, repository }: FactQuery): Promise<readonly OwnedRepository[]> => {
    const { sources } = started();
    const state = await readStoreState(database, sources);
    const named = state.repositories.filter(({ name }) => repository === undefined || name === repository);
    if (team === undefined) return named.map(({ id }) => ({ id }));
    const ids = new Set(named.map(({ id }) => id));
    return ownedBy(teamOf(team), state, sources).repositories.filter(({ id }) => ids.has(id));
  };
  const page = ({ range, limit, cursor }: FactQuery): Page => ({
    ...range,
    limit,
    ...(cursor !== undefined && { cursor }),
  });

  const finished = async (query: InvestmentQuery) => {
    const { sources, config, settings } = started();
    const state = await readStoreState(database, sources);
    const owned = config.teams.flatMap((team) => ownedBy(team, state, sources).repositories);
    return investment(
      database,
      owned,
      settings.options.objectives ?? [],
      { ...query, timeZone: config.timeZone },
      now()
    );
  };

  return {
    ...insights({ now, database, started, teamOf, finished, looks }),
    version,
    demo,
    now,
    notReady: () => (engine() ? started().notReady() : 'starting'),
    scrape: exposition.scrape,
    catalog: () => catalog(engine()?.settings.options),
    teams: () =>
      (engine()?.config.teams ?? []).map(({ team, owns }) => ({
        team,
        repositories: [...new Set(owns.map(({ repository }) => repository))],
        services: [...new Set(owns.flatMap(({ service }) => service ?? []))],
        objectives: started().config.objectives.map(({ objective }) => objective),
      })),
    sources: () => engine()?.statuses() ?? [],
    repositories: async () => (await readStoreState(database, started().sources)).repositories.map(({ name }) => name),
    series: async (query) => {
      const { sources, settings, conclusions } = started();
      const measure = (measures as readonly Measure[]).find(({ name }) => name === query.measure);
      if (!measure) throw new Error(`the API let an unknown measure through: ${query.measure}`);
      const asked = { ...query, measure, team: teamOf(query.team) };
      const groups = await series(database, sources, settings.options, asked, now());
      return withSignals(groups, asked, conclusions(query.team)?.judged ?? []);
    },
    stages: (team) => {
      const { sources, settings } = started();
      return stages(database, sources, settings.options, teamOf(team), now());
    },
    changes: async (query) => listChanges(database, await asked(query), page(query)),
    deployments: async (query) => listDeployments(database, await asked(query), page(query)),
    items: async (query) => {
      const { range, limit, cursor } = query;
      const items: ItemPage = {
        at: Math.min(range.to, now()),
        limit,
        ...(range.from > -Infinity && { finishedFrom: range.from }),
        ...(cursor !== undefined && { cursor }),
      };
      return agedItems(database, await asked(query), items, started().settings.options.objectives ?? []);
    },
    investment: finished,
    incidents: async (query) => listIncidents(database, await asked(query), page(query)),
    receive: async (type, delivery) =>
      started().receive(type, { ...delivery, now: now(), signal: AbortSignal.timeout(patience) }),
  };
}

/** Errors of rooms that the API does not know, as answers. */
export function explain(error: unknown): ApiError | undefined {
  if (!(error instanceof StoreError)) return undefined;
  return error.reason === 'bad_cursor'
    ? badRequest([{ path: 'cursor', message: error.message }])
    : notReady(error.message);
}
