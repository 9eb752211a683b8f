import { type RunOutcome, runOutcomes, type Slice } from '#domain/slice.ts';
import type { Database } from './database.ts';
import type { OwnedRepository } from './owned.ts';
import { numbered } from './values-list.ts';

type RunRow = readonly [
  finishedAt: number,
  startedAt: number,
  outcome: RunOutcome,
  redSince: number | null,
  failedBefore: number,
];

/** Runs that finished at `since` or later in a repository of which the team owns a part: all who work in it wait for them. */
export async function readRuns(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number
): Promise<Slice['runs']> {
  const ids = [...new Set(owned.map(({ id }) => id))];
  const rows =
    ids.length === 0
      ? []
      : await database.arrays<RunRow>(
          `SELECT finished_at, started_at, outcome, red_since, failed_before FROM runs
            WHERE finished_at >= $1 AND repository IN (${numbered(2, ids.length)}) ORDER BY 1`,
          [since, ...ids]
        );
  return {
    finishedAt: new Float64Array(rows.map(([at]) => at)),
    startedAt: new Float64Array(rows.map(([, at]) => at)),
    outcome: new Uint8Array(rows.map(([, , outcome]) => runOutcomes.indexOf(outcome))),
    redSince: new Float64Array(rows.map(([, , , at]) => at ?? NaN)),
    failedBefore: new Uint8Array(rows.map(([, , , , failed]) => failed)),
  };
}
