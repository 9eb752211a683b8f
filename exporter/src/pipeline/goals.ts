import type { Goal } from '#domain/goal.ts';
import type { Database } from '#store/database.ts';
import { readRevisions, recordRevision } from '#store/goal-revisions.ts';
import type { TeamConclusions } from './conclude.ts';

/** Keeps what each goal is from now on, where it is not what was kept last: so the past keeps its targets. */
export async function recordGoals(database: Database, goals: readonly Goal[], now: number): Promise<void> {
  for (const goal of goals) {
    const last = (await readRevisions(database, goal.id)).at(-1);
    if (JSON.stringify(last?.goal) !== JSON.stringify(goal)) await recordRevision(database, { from: now, goal });
  }
}
