import type { Goal } from '#domain/goal.ts';
import { day, type Window } from '#domain/window.ts';
import { SourceError } from '#sources/errors.ts';
import type { Database } from '#store/database.ts';
import { saveReadings, type Reading } from '#store/readings.ts';

/** Asks for one value a day; throws SourceError. */
export type AskDaily = (
  promql: string,
  span: Window,
  signal: AbortSignal
) => Promise<{ readonly readings: readonly Reading[]; readonly leftOut: number }>;

/** How one query went. */
export type ReadingsResult = { readonly goals: readonly string[] } & (
  | { readonly outcome: 'done'; readonly readings: number; readonly leftOut: number }
  | { readonly outcome: 'failed'; readonly error: SourceError }
);

/** Seven quarters before its start: what a goal's step and forecast are judged by. */
const memory = 7 * 13 * 7 * day;
/** What a Prometheus gets late, it gets within days: the last ones are asked for again. */
const late = 3 * day;

/** Milliseconds between two rounds: a value a day needs no more. */
export const readingsInterval = 3_600_000;

/**
 * Gives the job that reads the PromQL of these goals into the store: all of their history in its first round, what is new
 * in each later one. A query that fails is asked for all that it missed in the next round, and stops no other.
 */
export function goalReadings(
  database: Database,
  goals: readonly Goal[],
  ask: AskDaily,
  now: () => number
): (signal: AbortSignal) => Promise<ReadingsResult[]> {
  const queries = new Map<string, { readonly goals: string[]; from: number }>();
  for (const { id, by, start } of goals) {
    if (!('promql' in by)) continue;
    const query = queries.get(by.promql) ?? { goals: [], from: Infinity };
    query.goals.push(id);
    query.from = Math.min(query.from, start - memory);
    queries.set(by.promql, query);
  }
  return async (signal) => {
    const results: ReadingsResult[] = [];
    for (const [promql, query] of queries) {
      const time = now();
      try {
        const { readings, leftOut } = await ask(promql, { from: query.from, to: time + 1 }, signal);
        await saveReadings(database, promql, readings);
        query.from = Math.max(query.from, time - late);
        results.push({ goals: query.goals, outcome: 'done', readings: readings.length, leftOut });
      } catch (error) {
        if (signal.aborted) return results;
        if (!(error instanceof SourceError)) throw error;
        results.push({ goals: query.goals, outcome: 'failed', error });
      }
    }
    return results;
  };
}
