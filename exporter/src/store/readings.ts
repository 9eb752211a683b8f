import type { Window } from '#domain/window.ts';
import { bound } from './bounds.ts';
import type { Database, Statement } from './database.ts';
import { digest } from './digest.ts';
import { valuesChunks, valuesList } from './values-list.ts';

/** The value of a PromQL query at a time, in the unit that its goal names. */
export type Reading = { readonly at: number; readonly value: number };

/** Keeps what a query answered; a time that was read before has the newer value. Values that are no numbers are left out. */
export async function saveReadings(database: Database, promql: string, readings: readonly Reading[]): Promise<void> {
  const query = digest(promql);
  // Two rows of one time in one statement would be refused: the last one counts.
  const byTime = new Map(readings.map(({ at, value }) => [Math.round(at), value]));
  const rows = [...byTime].filter(([, value]) => Number.isFinite(value));
  const statements = valuesChunks(rows).map((chunk): Statement => [
    `INSERT INTO readings (query, at, value) VALUES ${valuesList(chunk.length, 3)}
        ON CONFLICT (query, at) DO UPDATE SET value = excluded.value`,
    chunk.flatMap(([at, value]) => [query, at, value]),
  ]);
  if (statements.length > 0) await database.write(statements);
}

/** What a query answered in a span of time, ascending. */
export async function readReadings(database: Database, promql: string, { from, to }: Window): Promise<Reading[]> {
  return database.rows<Reading>(
    'SELECT at, value FROM readings WHERE query = $1 AND at >= $2 AND at < $3 ORDER BY at',
    [digest(promql), bound(from), bound(to)]
  );
}
