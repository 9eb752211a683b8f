import { setImmediate as turn } from 'node:timers/promises';
import type { Team } from '#domain/team.ts';
import { day } from '#domain/window.ts';
import { readBaselines, readRevisions } from '#store/goal-revisions.ts';
import { countRecords } from '#store/records.ts';
import { fixWatchedSince, readWatchedSince } from '#store/watched-since.ts';
import { type ConcludeOptions, concludeTeam, type TeamConclusions } from './conclude-team.ts';
import type { Remembered } from './goal-state.ts';
import { readStoreState, revisionOf } from './ownership.ts';

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

type Known = {
  readonly revision: string;
  readonly madeAt: number;
  readonly call: number;
  readonly conclusions: TeamConclusions;
};

/** Keeps what can be concluded of every team. Each costs a look over its whole history, so teams take turns. */
export function createConclusions(options: ConcludeOptions): Conclusions {
  const { database, sources, teams, goals } = options;
  const known = new Map<string, Known>();
  /** How often each team was said to be outdated. */
  const calls = new Map<string, number>();
  const remembered: Remembered = { forecasts: new Map(), learned: new Map() };
  const olderThan = ({ team }: Team, age: number): boolean => {
    const { madeAt, call } = known.get(team) ?? { madeAt: -Infinity, call: 0 };
    return performance.now() - madeAt >= age || call !== (calls.get(team) ?? 0);
  };

  return {
    update: async (now) => {
      if (!teams.some((team) => olderThan(team, pause))) return false;
      const [state, entries] = await Promise.all([readStoreState(database, sources), countRecords(database)]);
      // Another replica may have taken an entry.
      const revision = (team: Team): string => `${revisionOf(team, state)} ${entries.get(team.team) ?? 0}`;
      const due = teams.filter((team) =>
        olderThan(team, known.get(team.team)?.revision === revision(team) ? oldest : pause)
      );
      if (due.length === 0) return false;
      const [revisions, baselines, watched] = await Promise.all([
        readRevisions(database),
        readBaselines(database, goals),
        readWatchedSince(database),
      ]);
      for (const values of Object.values(remembered)) if (values.size > mostRemembered) values.clear();
      for (const team of due) {
        // Whatever is written from now on may be missed.
        const made = { madeAt: performance.now(), call: calls.get(team.team) ?? 0, revision: revision(team) };
        const since = watched.get(team.team) ?? now - firstLook;
        await fixWatchedSince(database, team.team, since);
        const past = { since, revisions, baselines, remembered };
        known.set(team.team, { ...made, conclusions: await concludeTeam(options, team, state, now, past) });
        await turn();
      }
      return true;
    },
    outdated: (team) => void calls.set(team, (calls.get(team) ?? 0) + 1),
    of: (team) => known.get(team)?.conclusions,
  };
}
