import type { Database, Statement } from './database.ts';

/** What a source gave (key: the kind of fact), what was skipped and what failed (key: the reason), since ever. */
export type Count = { readonly name: 'items' | 'skipped' | 'errors'; readonly key: string; readonly value: number };

/** Adds to the counters, so that they go on growing after a restart. */
export function counterStatements(source: string, counts: readonly Count[]): Statement[] {
  const sql = `INSERT INTO counters (source, name, key, value) VALUES ($1, $2, $3, $4)
    ON CONFLICT (source, name, key) DO UPDATE SET value = counters.value + excluded.value`;
  return counts.map(({ name, key, value }) => [sql, [source, name, key, value]]);
}

export function readCounters(database: Database, source: string): Promise<(Count & { readonly source: string })[]> {
  const sql = 'SELECT source, name, key, value FROM counters WHERE source = $1 ORDER BY name, key';
  return database.rows(sql, [source]);
}
