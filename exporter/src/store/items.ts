import { itemTypes } from '#domain/facts.ts';
import type { ItemColumns } from '#domain/work.ts';
import { bound } from './bounds.ts';
import type { Database } from './database.ts';
import type { ObjectiveOf } from './objectives.ts';
import { groupBy } from './group-by.ts';
import { type OwnedRepository, ownsItem } from './owned.ts';
import { numbered } from './values-list.ts';

type ItemRow = readonly [
  repositoryId: number,
  repository: string,
  type: string,
  unplanned: number,
  startedAt: number | null,
  firstOpening: number | null,
  finishedAt: number | null,
  cancelledAt: number | null,
  labels: string,
  milestone: string | null,
  blocked: string | null,
];

/**
 * The work items of the repositories that a team owns, in whole or in part; a label may name one of several services.
 * Those that ended at `since` or later, and all that are in progress; the backlog is not among them.
 */
export async function readItems(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number,
  objectives: ObjectiveOf
): Promise<ItemColumns> {
  const entries = groupBy(owned, ({ id }) => id);
  const rows = await readRows(database, [...entries.keys()], bound(since));
  const finished: Finished[] = [];
  const unfinished: Unfinished[] = [];
  for (const [
    repositoryId,
    repository,
    name,
    unplanned,
    given,
    opening,
    finishedAt,
    cancelledAt,
    labels,
    milestone,
    blocked,
  ] of rows) {
    if (entries.get(repositoryId)?.some((entry) => ownsItem(entry, labels)) !== true) continue;
    const startedAt = Math.min(given ?? Infinity, opening ?? Infinity);
    const known = itemTypes.findIndex((type) => type === name);
    const type = known === -1 ? itemTypes.indexOf('unclassified') : known;
    if (finishedAt !== null) {
      const start = startedAt === Infinity ? NaN : startedAt;
      const blockedFor = blocked === null ? NaN : waited(JSON.parse(blocked) as readonly Span[], start, finishedAt);
      const objective = objectives.of([repository, labels, milestone]);
      finished.push({ finishedAt, startedAt: start, blockedFor, type, unplanned, objective });
    } else if (startedAt !== Infinity) {
      unfinished.push({ startedAt, cancelledAt: cancelledAt ?? Infinity, type });
    }
  }
  finished.sort((a, b) => a.finishedAt - b.finishedAt);
  unfinished.sort((a, b) => a.startedAt - b.startedAt);
  return {
    finished: {
      finishedAt: new Float64Array(finished.map((item) => item.finishedAt)),
      startedAt: new Float64Array(finished.map((item) => item.startedAt)),
      blockedFor: new Float64Array(finished.map((item) => item.blockedFor)),
      type: new Uint8Array(finished.map((item) => item.type)),
      unplanned: new Uint8Array(finished.map((item) => item.unplanned)),
      objective: new Uint16Array(finished.map((item) => item.objective)),
    },
    unfinished: {
      startedAt: new Float64Array(unfinished.map((item) => item.startedAt)),
      cancelledAt: new Float64Array(unfinished.map((item) => item.cancelledAt)),
      type: new Uint8Array(unfinished.map((item) => item.type)),
    },
  };
}

type Finished = { readonly [Column in keyof ItemColumns['finished']]: number };
type Unfinished = { readonly [Column in keyof ItemColumns['unfinished']]: number };
type Span = { readonly from: number; readonly to?: number };

/** Of work_items w, leaves only: what is a parent is counted by its parts. */
export const leaf = 'NOT EXISTS (SELECT 1 FROM work_items part WHERE part.parent = w.id)';

async function readRows(database: Database, repositories: readonly number[], since: number): Promise<ItemRow[]> {
  if (repositories.length === 0) return [];
  const select = `SELECT w.repository, r.name, w.type, w.unplanned, w.started_at,
      (SELECT MIN(s.started_at) FROM item_starts s WHERE s.item = w.id) AS first_opening,
      w.finished_at, w.cancelled_at, w.labels, w.milestone, w.blocked
    FROM work_items w JOIN repositories r ON r.id = w.repository
    WHERE w.repository IN (${numbered(2, repositories.length)}) AND ${leaf}`;
  return database.arrays<ItemRow>(
    `${select} AND w.finished_at >= $1
      UNION ALL ${select} AND w.finished_at IS NULL AND (w.cancelled_at IS NULL OR w.cancelled_at >= $1)`,
    [since, ...repositories]
  );
}

/** How much of the time from start to end lies in the spans, which begin in order; NaN without a start. */
function waited(spans: readonly Span[], start: number, end: number): number {
  if (Number.isNaN(start)) return NaN;
  let sum = 0;
  let reached = start;
  for (const { from, to = Infinity } of spans) {
    const until = Math.min(to, end);
    sum += Math.max(0, until - Math.max(from, reached));
    reached = Math.max(reached, until);
  }
  return sum;
}
