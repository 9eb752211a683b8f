import type { Database, Statement } from './database.ts';
import { type Stored, present } from './present.ts';

/** How far a source has come. Times and the duration are milliseconds. */
export type SourceState = {
  readonly name: string;
  readonly cursor?: string;
  /** How many pulls were begun; the number of the last one. */
  readonly pull: number;
  readonly lastAttempt?: number;
  readonly lastSuccess?: number;
  readonly firstSuccess?: number;
  /** Why the last pull failed; absent after a success. */
  readonly lastError?: string;
  /** How long the last pull took. */
  readonly duration?: number;
};

const state = `SELECT name, cursor, pull, last_attempt AS "lastAttempt", last_success AS "lastSuccess",
  first_success AS "firstSuccess", last_error AS "lastError", duration FROM sources WHERE name = $1`;

/** When each source last ended a pull well. Asked with every look at the store, so without the cursors, which are large. */
export async function readLastSuccesses(database: Database): Promise<ReadonlyMap<string, number>> {
  const sql = 'SELECT name, last_success FROM sources WHERE last_success IS NOT NULL';
  return new Map(await database.arrays<[name: string, lastSuccess: number]>(sql, []));
}

export async function readSourceState(database: Database, name: string): Promise<SourceState | undefined> {
  const [row] = await database.rows<Stored<SourceState>>(state, [name]);
  return row === undefined ? undefined : present<SourceState>(row);
}

/** Counts the pull and says which it is: the `pull` of all that it writes. The caller holds the source's lock. */
export async function beginPull(database: Database, name: string, now: number): Promise<number> {
  const sql = `INSERT INTO sources (name, pull, last_attempt) VALUES ($1, 1, $2)
    ON CONFLICT (name) DO UPDATE SET pull = sources.pull + 1, last_attempt = excluded.last_attempt`;
  await database.write([[sql, [name, Math.round(now)]]]);
  const [[pull] = [1]] = await database.arrays<[pull: number]>('SELECT pull FROM sources WHERE name = $1', [name]);
  return pull;
}

/** Belongs into the same write as the facts that the cursor stands for. */
export function cursorStatement(name: string, cursor: string): Statement {
  return ['UPDATE sources SET cursor = $2 WHERE name = $1', [name, cursor]];
}

export function pullSucceeded(name: string, now: number, duration: number): Statement {
  const sql = `UPDATE sources SET last_success = $2, first_success = COALESCE(first_success, $2), last_error = NULL,
    duration = $3 WHERE name = $1`;
  return [sql, [name, Math.round(now), Math.round(duration)]];
}

export function pullFailed(name: string, reason: string, duration: number): Statement {
  return ['UPDATE sources SET last_error = $2, duration = $3 WHERE name = $1', [name, reason, Math.round(duration)]];
}
