import type { Team } from '#domain/team.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { readSlice } from '#store/slices.ts';
import { type ComputeSettings, neededSince, type TeamRows, teamRows } from './compute.ts';
import { ownedBy, readStoreState, revisionOf } from './ownership.ts';

/** The rows of all teams, and what those agreed that agreed on a limit. */
export type Snapshot = TeamRows & { readonly limits: readonly LimitRow[] };

/** How many work items a team wants to have in progress at most. */
export type LimitRow = { readonly team: string; readonly items: number };

export type SnapshotOptions = {
  readonly database: Database;
  readonly sources: readonly Source[];
  readonly teams: readonly Team[];
  readonly settings: ComputeSettings;
};

export type Snapshots = {
  /** Computes the teams whose facts changed since the last call; `everyTeam`: all, as time moved on. Tells whether anything was computed. */
  readonly update: (now: number, everyTeam: boolean) => Promise<boolean>;
  readonly current: () => Snapshot;
};

/** Keeps every team's newest numbers. A new fact costs its teams only. */
export function createSnapshots({ database, sources, teams, settings }: SnapshotOptions): Snapshots {
  const computed = new Map<string, { revision: string; rows: TeamRows }>();

  return {
    update: async (now, everyTeam) => {
      const state = await readStoreState(database, sources);
      const since = neededSince(settings, now);
      let changed = false;
      for (const team of teams) {
        if (!everyTeam && computed.get(team.team)?.revision === revisionOf(team, state)) continue;
        const owned = ownedBy(team, state, sources);
        const { repositories, coverage } = owned;
        const slice = await readSlice(database, repositories, since, coverage, settings.options.objectives);
        computed.set(team.team, { revision: owned.revision, rows: teamRows(team.team, slice, settings, now) });
        changed = true;
      }
      return changed;
    },
    current: () => {
      const rows = teams.flatMap(({ team }) => computed.get(team)?.rows ?? []);
      return {
        measures: rows.flatMap(({ measures }) => measures),
        coverage: rows.flatMap(({ coverage }) => coverage),
        incidents: rows.flatMap(({ incidents }) => incidents),
        limits: teams.flatMap(({ team, loadLimit }) => (loadLimit === undefined ? [] : [{ team, items: loadLimit }])),
      };
    },
  };
}
