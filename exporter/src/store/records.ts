import type { TeamEntry } from '#domain/record.ts';
import type { Database } from './database.ts';
import type { Listed, Page, Position } from './pages.ts';
import { readPage } from './pages.ts';
import { numbered } from './values-list.ts';

/** Adds an entry to a team's written record; one whose id is there already changes nothing. Says whether it is new. */
export async function appendRecord(database: Database, entry: TeamEntry): Promise<boolean> {
  const { id, team, kind, recordedAt, at, ...rest } = entry;
  const before = await database.rows('SELECT 1 AS found FROM records WHERE id = $1', [id]);
  if (before.length > 0) return false;
  await database.write([
    [
      `INSERT INTO records (id, team, kind, recorded_at, at, content) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO NOTHING`,
      [id, team, kind, Math.round(recordedAt), Math.round(at), JSON.stringify(rest)],
    ],
  ]);
  return true;
}

/** Puts the demo's entries in place of those that it wrote before: its story moves on with the months. */
export async function replaceRecords(database: Database, entries: readonly TeamEntry[]): Promise<void> {
  await database.write(
    entries.map(({ id, team, kind, recordedAt, at, ...rest }) => [
      `INSERT INTO records (id, team, kind, recorded_at, at, content) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (id) DO UPDATE SET recorded_at = excluded.recorded_at, at = excluded.at, content = excluded.content`,
      [id, team, kind, Math.round(recordedAt), Math.round(at), JSON.stringify(rest)],
    ])
  );
}

/** How many entries each team has: entries are only added, so that the number tells whether there is a new one. */
export async function countRecords(database: Database): Promise<ReadonlyMap<string, number>> {
  // PostgreSQL counts in numbers too large for a number, and gives text.
  const rows = await database.rows<{ team: string; entries: number | string }>(
    'SELECT team, COUNT(*) AS entries FROM records GROUP BY team'
  );
  return new Map(rows.map(({ team, entries }) => [team, Number(entries)]));
}

/** Which entries: of one team, or all; of some kinds, or all. */
export type RecordFilter = { readonly team?: string | undefined; readonly kinds?: readonly TeamEntry['kind'][] };

/** Entries by the time when they hold, newest first. Throws StoreError `bad_cursor`. */
export async function listRecords(
  database: Database,
  { team, kinds = [] }: RecordFilter,
  page: Page
): Promise<Listed<TeamEntry>> {
  return readPage(page, async (span, [time, , id], count) => {
    const filters = [
      ...(team === undefined ? [] : ['AND team = $6']),
      ...(kinds.length === 0 ? [] : [`AND kind IN (${numbered(team === undefined ? 6 : 7, kinds.length)})`]),
    ].join(' ');
    const rows = await database.rows<RecordRow>(
      `SELECT id, team, kind, recorded_at AS "recordedAt", at, content FROM records
        WHERE at >= $1 AND at < $2 AND (at, id) < ($3, $4) ${filters}
        ORDER BY at DESC, id DESC LIMIT $5`,
      [...span, time, id, count, ...(team === undefined ? [] : [team]), ...kinds]
    );
    return rows.map((row) => ({ position: [row.at, 0, row.id] satisfies Position, item: entryOf(row) }));
  });
}

/** One entry, if it is there. */
export async function readRecord(database: Database, id: string): Promise<TeamEntry | undefined> {
  const [row] = await database.rows<RecordRow>(
    'SELECT id, team, kind, recorded_at AS "recordedAt", at, content FROM records WHERE id = $1',
    [id]
  );
  return row && entryOf(row);
}

type RecordRow = {
  readonly id: string;
  readonly team: string;
  readonly kind: string;
  readonly recordedAt: number;
  readonly at: number;
  readonly content: string;
};

function entryOf({ content, ...columns }: RecordRow): TeamEntry {
  return { ...columns, ...(JSON.parse(content) as object) } as TeamEntry;
}
