import type { Database, Statement } from './database.ts';
import { numbered } from './values-list.ts';
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
  /** The time of its oldest change, successful production deployment or work item when it was last linked; NaN: it has none. */
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

type RepositoryRow = readonly [
  id: number,
  source: string,
  name: string,
  url: string | null,
  completeFrom: number | null,
  revision: number,
  linked: string | null,
  firstFactAt: number | null,
];

/** Of every stored repository of a source which facts it has, and which of them were linked. */
export async function readRevisions(
  database: Database,
  source: string
): Promise<Pick<RepositoryState, 'id' | 'revision' | 'linked'>[]> {
  const rows = await database.arrays<[id: number, revision: number, linked: string | null]>(
    'SELECT id, revision, linked FROM repositories WHERE source = $1 ORDER BY name',
    [source]
  );
  return rows.map(([id, revision, linked]) => ({ id, revision, ...(linked !== null && { linked }) }));
}

/** Every stored repository of these sources, by source and name. */
export async function readRepositories(database: Database, sources: readonly string[]): Promise<RepositoryState[]> {
  if (sources.length === 0) return [];
  const rows = await database.arrays<RepositoryRow>(
    `SELECT id, source, name, url, complete_from, revision, linked, first_fact_at
      FROM repositories WHERE source IN (${numbered(1, sources.length)}) ORDER BY source, name`,
    sources
  );
  return rows.map(([id, source, name, url, completeFrom, revision, linked, firstFactAt]) => ({
    id,
    source,
    name,
    ...(url !== null && { url }),
    completeFrom: completeFrom ?? NaN,
    revision,
    ...(linked !== null && { linked }),
    firstFactAt: firstFactAt ?? NaN,
  }));
}
