import type { ChangeWorkColumns } from '#domain/work.ts';
import { bound } from './bounds.ts';
import type { Database } from './database.ts';
import { groupBy } from './group-by.ts';
import type { ObjectiveOf, WorkMarks } from './objectives.ts';
import type { OwnedRepository } from './owned.ts';
import { ownsChange } from './owned.ts';
import { numbered, valuesChunks } from './values-list.ts';

type ChangeRow = readonly [
  repositoryId: number,
  repository: string,
  id: string,
  mergedAt: number,
  bot: number,
  labels: string | null,
  milestone: string | null,
  workItems: string | null,
  paths: string | null,
  service: string | null,
];

const columns = `c.repository, r.name, c.id, c.merged_at, c.bot, c.labels, c.milestone, c.work_items, c.paths`;

/**
 * The team's changes merged at `since` or later. A change serves an objective by its own labels, milestone and repository
 * or by those of the work items that it closes. Without objectives only changes of sources that know work items are read.
 */
export async function readChangeWork(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number,
  objectives: ObjectiveOf
): Promise<ChangeWorkColumns> {
  const rows = await readRows(database, owned, bound(since), objectives.names.length > 0);
  const items = objectives.names.length > 0 ? await readItemMarks(database, rows) : new Map<string, WorkMarks>();
  const changes = rows
    .map(([, repository, , mergedAt, bot, labels, milestone, workItems]) => {
      const closed = named(workItems)
        .map((item) => items.get(item))
        .filter((marks) => marks !== undefined);
      return {
        mergedAt,
        bot,
        objective: objectives.of([repository, labels, milestone], ...closed),
        linked: workItems === null ? -1 : Number(workItems !== ''),
      };
    })
    .sort((a, b) => a.mergedAt - b.mergedAt);
  return {
    mergedAt: Float64Array.from(changes, (change) => change.mergedAt),
    bot: Uint8Array.from(changes, (change) => change.bot),
    objective: Uint16Array.from(changes, (change) => change.objective),
    linked: Int8Array.from(changes, (change) => change.linked),
  };
}

/** Rows once each: those of whole repositories by time alone, of shared ones by the services and files of the entries. */
async function readRows(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number,
  ofAnySource: boolean
): Promise<ChangeRow[]> {
  const rows: ChangeRow[] = [];
  const whole: number[] = [];
  const told = ofAnySource ? '' : 'AND c.work_items IS NOT NULL';
  for (const [id, entries] of groupBy(owned, (entry) => entry.id)) {
    if (entries.some(({ service, paths }) => service === undefined && paths === undefined)) {
      whole.push(id);
      continue;
    }
    const services = [...new Set(entries.map(({ service }) => service ?? ''))];
    const found = await database.arrays<ChangeRow>(
      `SELECT ${columns}, d.service FROM changes c JOIN repositories r ON r.id = c.repository
        LEFT JOIN change_deployments d ON d.repository = c.repository AND d.change = c.id
          AND d.service IN (${numbered(3, services.length)})
        WHERE c.repository = $1 AND c.merged_at >= $2 ${told}`,
      [id, since, ...services]
    );
    const own = found.filter((row) => entries.some((entry) => ownsChange(entry, row[9], row[8])));
    for (const row of new Map(own.map((row) => [row[2], row])).values()) rows.push(row);
  }
  if (whole.length > 0) {
    const found = await database.arrays<ChangeRow>(
      `SELECT ${columns}, NULL AS service FROM changes c JOIN repositories r ON r.id = c.repository
        WHERE c.merged_at >= $1 AND c.repository IN (${numbered(2, whole.length)}) ${told}`,
      [since, ...whole]
    );
    for (const row of found) rows.push(row);
  }
  return rows;
}

/** What tells the objective of the work items that these changes close, whatever repository the items live in. */
async function readItemMarks(database: Database, rows: readonly ChangeRow[]): Promise<ReadonlyMap<string, WorkMarks>> {
  const ids = [...new Set(rows.flatMap(([, , , , , , , workItems]) => named(workItems)))];
  const marks = new Map<string, WorkMarks>();
  for (const chunk of valuesChunks(ids)) {
    const found = await database.arrays<readonly [string, ...WorkMarks]>(
      `SELECT w.id, r.name, w.labels, w.milestone FROM work_items w JOIN repositories r ON r.id = w.repository
        WHERE w.id IN (${numbered(1, chunk.length)})`,
      chunk
    );
    for (const [id, ...own] of found) marks.set(id, own);
  }
  return marks;
}

function named(workItems: string | null): readonly string[] {
  return workItems === null || workItems === '' ? [] : workItems.split('\n');
}
