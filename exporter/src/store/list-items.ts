import { unlinked } from '#domain/work.ts';
import type { Database } from './database.ts';
import { leaf } from './items.ts';
import type { ObjectiveOf } from './objectives.ts';
import { groupBy } from './group-by.ts';
import { type OwnedRepository, ownsItem } from './owned.ts';
import type { Listed } from './pages.ts';
import { readPage } from './pages.ts';
import { type Stored, present } from './present.ts';
import { numbered } from './values-list.ts';

/** A work item as it stood at an instant; `repository` is its name. What came later is absent. */
export type ListedItem = {
  readonly id: string;
  readonly repository: string;
  readonly type: string;
  readonly openedAt: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Whether it was marked as waiting. */
  readonly blocked: boolean;
  /** Absent: it serves none. */
  readonly objective?: string;
  readonly url?: string;
};

export type ItemPage = {
  /** The instant at which an item is open. */
  readonly at: number;
  /** What was finished from here up to `at` is listed, too; absent: nothing is. */
  readonly finishedFrom?: number;
  readonly limit: number;
  readonly cursor?: string;
};

/**
 * What is in progress at an instant, the longest first; then the backlog, the oldest first; then what was finished, the
 * newest first. Items that have parts are not among them. Throws StoreError `bad_cursor`.
 */
export async function listItems(
  database: Database,
  owned: readonly OwnedRepository[],
  { at, finishedFrom = Infinity, limit, cursor }: ItemPage,
  objectives: ObjectiveOf
): Promise<Listed<ListedItem>> {
  const entries = groupBy(owned, ({ id }) => id);
  const ids = [...entries.keys()];
  if (ids.length === 0) return { items: [] };
  const page = { from: finishedFrom, to: at, limit, ...(cursor !== undefined && { cursor }) };
  return readPage(page, async (span, last, count) => {
    const rows = await database.rows<Stored<ItemRow>>(sqlFor(ids.length), [...span, ...last, count, ...ids]);
    return rows.map((row) => {
      const { repositoryId, place, ...item } = present<ItemRow>(row);
      const own = entries.get(repositoryId)?.some((entry) => ownsItem(entry, item.labels)) === true;
      return { position: [place, repositoryId, item.id], item: own ? asOf(item, at, objectives) : undefined };
    });
  });
}

type ItemRow = Omit<ListedItem, 'blocked' | 'objective'> & {
  readonly repositoryId: number;
  readonly place: number;
  readonly labels: string;
  readonly milestone?: string;
  readonly blocked?: string;
};

function asOf(
  { startedAt, finishedAt, labels, milestone, blocked, ...item }: Omit<ItemRow, 'repositoryId' | 'place'>,
  at: number,
  objectives: ObjectiveOf
): ListedItem {
  const done = finishedAt !== undefined && finishedAt < at;
  const spans = JSON.parse(blocked ?? '[]') as readonly { readonly from: number; readonly to?: number }[];
  const objective = objectives.names[objectives.of([item.repository, labels, milestone ?? null])];
  return {
    ...item,
    ...(startedAt !== undefined && startedAt < at && { startedAt }),
    ...(done && { finishedAt }),
    blocked: !done && spans.some(({ from, to = Infinity }) => from < at && to >= at),
    ...(objective !== undefined && objective !== unlinked && { objective }),
  };
}

/** Farther than any time, so that states follow each other in one order of places, greatest first. */
const apart = 100_000_000_000_000;

/** Parameters: finished from, the instant, the last position (three), how many, the repositories. */
function sqlFor(repositories: number): string {
  const named = `SELECT work_items.*,
      (SELECT MIN(s.started_at) FROM item_starts s WHERE s.item = work_items.id) AS first_opening
    FROM work_items WHERE repository IN (${numbered(7, repositories)})`;
  const items = `SELECT w.repository AS "repositoryId", w.id, r.name AS repository, w.type, w.opened_at AS "openedAt",
      CASE WHEN w.first_opening IS NULL OR w.started_at <= w.first_opening THEN w.started_at
        ELSE w.first_opening END AS "startedAt",
      w.finished_at AS "finishedAt", w.labels, w.milestone, w.blocked, w.url
    FROM (${named}) w JOIN repositories r ON r.id = w.repository
    WHERE ${leaf} AND (w.finished_at IS NULL OR w.finished_at >= $2 OR w.finished_at >= $1)
    AND (w.finished_at IS NOT NULL OR w.cancelled_at IS NULL OR w.cancelled_at >= $2)`;
  const placed = `SELECT i.*, CASE WHEN i."finishedAt" < $2 THEN i."finishedAt" - ${2 * apart}
      WHEN i."startedAt" < $2 THEN -i."startedAt" ELSE -i."openedAt" - ${apart} END AS place
    FROM (${items}) i WHERE i."openedAt" < $2 OR i."startedAt" < $2 OR i."finishedAt" < $2`;
  return `SELECT * FROM (${placed}) p WHERE (p.place, p."repositoryId", p.id) < ($3, $4, $5)
    ORDER BY p.place DESC, p."repositoryId" DESC, p.id DESC LIMIT $6`;
}
