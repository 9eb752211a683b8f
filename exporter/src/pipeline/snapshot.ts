import type { Team } from '#domain/team.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { readSlice } from '#store/slices.ts';
import { type ComputeSettings, type TeamRows, teamRows } from './compute.ts';
import { ownedBy, readStoreState, revisionOf } from './ownership.ts';

/** The rows of all teams. */
export type Snapshot = TeamRows;

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
  const longest = Math.max(...settings.windows.map(({ length }) => length));

  return {
    update: async (now, everyTeam) => {
      const state = await readStoreState(database, sources);
      let changed = false;
      for (const team of teams) {
        if (!everyTeam && computed.get(team.team)?.revision === revisionOf(team, state)) continue;
        const owned = ownedBy(team, state, sources);
        const slice = await readSlice(database, owned.repositories, now - longest, owned.coverage);
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
      };
    },
  };
}
