import type { Database, Statement } from './database.ts';
import { numbered } from './values-list.ts';
import { type Stored, present } from './present.ts';
import { repositoryId } from './repository-id.ts';

/** A repository as its source last told of it. */
export type RepositoryState = {
  readonly id: number;
  readonly source: string;
  readonly name: string;
  readonly url?: string;
  /** Its facts are complete from here on; -Infinity: its whole history, NaN: nothing is known yet. */
  readonly completeFrom: number;
  /** Grows with every batch that may have changed its facts. */
  readonly revision: number;
  /** What the link step said of its inputs when it last ended. */
  readonly linked?: string;
  /** The time of its oldest change or successful production deployment when it was last linked; NaN: it has none. */
  readonly firstFactAt: number;
};

/** Makes the repositories known; what is absent here stays as it was. Goes before their first facts. */
export function repositoryStatements(
  source: string,
  repositories: readonly { readonly name: string; readonly url?: string; readonly completeFrom?: number }[]
): Statement[] {
  const sql = `INSERT INTO repositories (id, source, name, url, complete_from, revision) VALUES ($1, $2, $3, $4, $5, 0)
    ON CONFLICT (id) DO UPDATE SET url = COALESCE(excluded.url, repositories.url),
      complete_from = COALESCE(excluded.complete_from, repositories.complete_from)`;
  return repositories.map(({ name, url, completeFrom }) => [
    sql,
    [repositoryId(source, name), source, name, url ?? null, completeFrom ?? null],
  ]);
}

type RepositoryRow = Omit<RepositoryState, 'completeFrom' | 'firstFactAt'> & {
  readonly completeFrom?: number;
  readonly firstFactAt?: number;
};

/** Every stored repository of these sources, by source and name. */
export async function readRepositories(database: Database, sources: readonly string[]): Promise<RepositoryState[]> {
  if (sources.length === 0) return [];
  const rows = await database.rows<Stored<RepositoryRow>>(
    `SELECT id, source, name, url, complete_from AS "completeFrom", revision, linked, first_fact_at AS "firstFactAt"
      FROM repositories WHERE source IN (${numbered(1, sources.length)}) ORDER BY source, name`,
    sources
  );
  return rows.map((row) => ({
    completeFrom: NaN,
    firstFactAt: NaN,
    ...present<RepositoryRow>(row),
  }));
}
