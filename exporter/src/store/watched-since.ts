import type { Database } from './database.ts';

/** From when on each team's numbers are watched; absent: not yet. */
export async function readWatchedSince(database: Database): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows<{ team: string; since: number }>('SELECT team, since FROM watched_since');
  return new Map(rows.map(({ team, since }) => [team, since]));
}

/** Fixes it, once: what is there stays. */
export async function fixWatchedSince(database: Database, team: string, since: number): Promise<void> {
  await database.write([
    [
      'INSERT INTO watched_since (team, since) VALUES ($1, $2) ON CONFLICT (team) DO NOTHING',
      [team, Math.round(since)],
    ],
  ]);
}
