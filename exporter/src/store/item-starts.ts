import type { Database, Statement } from './database.ts';
import { upsertStatements } from './upsert.ts';
import type { Table } from './upsert.ts';
import { chunks, numbered, valuesChunks } from './values-list.ts';

/** A pull request of a repository that names the work items it closes. */
export type Opening = { readonly openedAt: number; readonly workItems: readonly string[] };

export type ItemStart = { readonly item: string; readonly startedAt: number };

/** 2,000 rows, so that the process answers in between. */
const statementsPerWrite = 10;

const itemStarts: Table<ItemStart, number> = {
  name: 'item_starts',
  key: ['repository', 'item'],
  columns: {
    repository: (_, repository) => repository,
    item: ({ item }) => item,
    started_at: ({ startedAt }) => startedAt,
  },
};

/** The pull requests of a repository that name work items, merged or not; one may be there twice. */
export async function readOpenings(database: Database, repository: number): Promise<Opening[]> {
  const named = `repository = $1 AND work_items IS NOT NULL AND work_items <> ''`;
  const rows = await database.arrays<readonly [number, string]>(
    `SELECT opened_at, work_items FROM proposals WHERE ${named}
      UNION ALL SELECT opened_at, work_items FROM changes WHERE ${named} AND opened_at IS NOT NULL`,
    [repository]
  );
  return rows.map(([openedAt, workItems]) => ({ openedAt, workItems: workItems.split('\n') }));
}

/** Writes what differs from the stored starts of a repository. Goes before its links, which record that all is done. */
export async function writeItemStarts(
  database: Database,
  repository: number,
  starts: readonly ItemStart[]
): Promise<void> {
  const rows = await database.arrays<readonly [string, number]>(
    'SELECT item, started_at FROM item_starts WHERE repository = $1',
    [repository]
  );
  const stored = new Map(rows);
  const wanted = new Set(starts.map(({ item }) => item));
  const gone = [...stored.keys()].filter((item) => !wanted.has(item));
  const news = starts.filter(({ item, startedAt }) => stored.get(item) !== startedAt);
  const statements = [
    ...upsertStatements(itemStarts, news, () => repository),
    ...valuesChunks(gone).map((items): Statement => [
      `DELETE FROM item_starts WHERE repository = $1 AND item IN (${numbered(2, items.length)})`,
      [repository, ...items],
    ]),
  ];
  for (const batch of chunks(statements, statementsPerWrite)) await database.write(batch);
}
