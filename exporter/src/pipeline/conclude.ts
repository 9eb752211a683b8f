import { setImmediate as turn } from 'node:timers/promises';
import type { Goal } from '#domain/goal.ts';
import type { Team } from '#domain/team.ts';
import { day } from '#domain/window.ts';
import type { CheckInputs } from '#goals/checks.ts';
import type { GoalState } from '#goals/goal-state.ts';
import type { Effect } from '#signals/effect.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { fixWatchedSince, readWatchedSince } from '#store/watched-since.ts';
import { readBaselines, readRevisions } from '#store/goal-revisions.ts';
import type { ComputeSettings } from './compute.ts';
import { concludeTeam } from './conclude-team.ts';
import type { Remembered } from './goal-state.ts';
import type { Judged } from './judged.ts';
import type { ObjectiveInput } from './organisation.ts';
import { readStoreState, revisionOf } from './ownership.ts';

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

export type Conclusions = {
  /** Concludes anew for teams whose facts changed, or that time moved on for. Tells whether anything was. */
  readonly update: (now: number) => Promise<boolean>;
  /** Something that is not a fact changed for a team: an entry was written. */
  readonly outdated: (team: string) => void;
  readonly of: (team: string) => TeamConclusions | undefined;
};

/** Conclusions move by weeks: they may be this much older than the facts, in milliseconds, so that a busy day does not cost them anew each time. */
const pause = 5 * 60_000;
const oldest = 60 * 60_000;

/** Limits are learned from the year before a team is first seen: older habits say little, and rolling limits would absorb drift. */
const firstLook = 52 * 7 * day;

/** Late facts leave behind what was remembered of other ones. */
const mostRemembered = 20_000;

/** Keeps what can be concluded of every team. Each costs a look over its whole history, so teams take turns. */
export function createConclusions(options: ConcludeOptions): Conclusions {
  const { database, sources, teams, goals } = options;
  const known = new Map<string, { revision: string; madeAt: number; conclusions: TeamConclusions }>();
  const remembered: Remembered = { forecasts: new Map(), learned: new Map() };
  const age = (team: Team): number => performance.now() - (known.get(team.team)?.madeAt ?? -Infinity);

  return {
    update: async (now) => {
      if (teams.every((team) => age(team) < pause)) return false;
      const state = await readStoreState(database, sources);
      const due = teams.filter((team) => {
        const same = known.get(team.team)?.revision === revisionOf(team, state);
        return age(team) >= (same ? oldest : pause);
      });
      if (due.length === 0) return false;
      const [revisions, baselines, watched] = await Promise.all([
        readRevisions(database),
        readBaselines(database, goals),
        readWatchedSince(database),
      ]);
      for (const values of Object.values(remembered)) if (values.size > mostRemembered) values.clear();
      for (const team of due) {
        const madeAt = performance.now();
        const revision = revisionOf(team, state);
        const since = watched.get(team.team) ?? now - firstLook;
        await fixWatchedSince(database, team.team, since);
        const past = { since, revisions, baselines, remembered };
        const conclusions = await concludeTeam(options, team, state, now, past);
        known.set(team.team, { revision, madeAt, conclusions });
        await turn();
      }
      return true;
    },
    outdated: (team) => {
      const last = known.get(team);
      if (last) known.set(team, { ...last, madeAt: -Infinity });
    },
    of: (team) => known.get(team)?.conclusions,
  };
}
