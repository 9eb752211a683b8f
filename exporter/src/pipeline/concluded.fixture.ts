import type { Fact } from '#domain/facts.ts';
import type { Goal } from '#domain/goal.ts';
import type { Team } from '#domain/team.ts';
import { day, hour } from '#domain/window.ts';
import { usualMilestones } from '#goals/milestones.ts';
import type { Database } from '#store/database.ts';
import { recordRevisions } from '#store/goal-revisions.ts';
import { pullSource } from './collect.ts';
import { type Conclusions, createConclusions } from './conclude.ts';
import type { TeamConclusions } from './conclude-team.ts';
import { emptyStore, givenSource } from './given.fixture.ts';
import { settings } from './settings.fixture.ts';

const week = 7 * day;
/** A Monday. */
const monday = Date.UTC(2026, 0, 5);
/** The beginning of a week of the story. */
export const at = (index: number): number => monday + index * week;

const repository = 'acme/shop';
export const team: Team = { team: 'shop', timeZone: 'UTC', owns: [{ repository }] };

/**
 * Releases of a week: about one a day in the first twenty, two a day in the next twelve, then none. Four weeks from a
 * multiple of four have 28, or 56.
 */
function releasesOf(index: number): number {
  if (index >= 32) return 0;
  return (index < 20 ? 7 : 14) + ([-1, 1, 0, 0][index % 4] ?? 0);
}

/** Each release is one commit, written two hours before. */
export function releasesIn(weeks: number): Fact[] {
  const times = Array.from({ length: weeks }, (_, index) => {
    const count = releasesOf(index);
    return Array.from({ length: count }, (_none, n) => at(index) + Math.floor(((n + 0.5) * week) / count));
  }).flat();
  const sha = (n: number): string => n.toString(16).padStart(40, '0');
  return times.flatMap((time, n): Fact[] => {
    const authoredAt = time - 2 * hour;
    const parents = n === 0 ? [] : [sha(n - 1)];
    const id = sha(n);
    return [
      { fact: 'commit', repository, sha: id, parents, authoredAt, committedAt: authoredAt, reverts: [] },
      { fact: 'change', repository, id, kind: 'commit', sha: id, authoredAt, mergedAt: authoredAt, bot: false },
      release(id, time),
    ];
  });
}

export function release(sha: string, finishedAt: number): Fact {
  return {
    ...{ fact: 'deployment', repository, id: `d-${sha}-${finishedAt}`, service: '', environment: 'production' },
    ...{ production: true, version: '', sha, startedAt: finishedAt, finishedAt, outcome: 'success' },
  };
}

/** From 1 to 1.5 releases a day, in the twelve weeks in which they double. */
export function goal(changes: Partial<Goal> = {}): Goal {
  const [start, due] = [at(20), at(32)];
  return {
    ...{ id: 'often', team: 'shop', objective: 'faster', why: 'customers wait', title: 'Release more often' },
    ...{ by: { measure: 'deployment_frequency' }, window: 28 * day, target: 1.5, stretch: 1.9, kind: 'committed' },
    ...{ start, due, guardrails: [{ measure: 'change_lead_time', floor: (3 * hour) / 1000 }] },
    milestones: usualMilestones(start, due),
    ...changes,
  };
}

export const source = givenSource('git', []);

/** A store with these facts, collected at a time. */
export async function storeOf(facts: readonly Fact[], now: number, database?: Database): Promise<Database> {
  const store = database ?? (await emptyStore());
  const given = givenSource('git', [{ facts, complete: [{ repository, from: -Infinity }] }]);
  await pullSource(store, given, { now: () => now, signal: new AbortController().signal });
  return store;
}

export function concluding(database: Database, goals: readonly Goal[] = [goal()]): Conclusions {
  const objectives = [{ objective: 'faster', title: 'Faster to market' }];
  return createConclusions({ database, sources: [source], teams: [team], settings, goals, objectives, benchmarks: [] });
}

/** What is concluded of the team at a time; goals are what they are then. */
export async function concludedAt(
  database: Database,
  now: number,
  goals: readonly Goal[] = [goal()]
): Promise<TeamConclusions> {
  await recordRevisions(database, goals, now);
  const conclusions = concluding(database, goals);
  await conclusions.update(now);
  const found = conclusions.of(team.team);
  if (!found) throw new Error('nothing was concluded');
  return found;
}
