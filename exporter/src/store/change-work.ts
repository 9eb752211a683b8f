import type { ChangeWorkColumns } from '#domain/work.ts';
import { bound } from './bounds.ts';
import type { Database } from './database.ts';
import { mergedChanges } from './merged-changes.ts';
import type { ObjectiveOf, WorkMarks } from './objectives.ts';
import type { OwnedRepository } from './owned.ts';
import { numbered, valuesChunks } from './values-list.ts';

type ChangeRow = readonly [
  repository: string,
  mergedAt: number,
  bot: number,
  labels: string | null,
  milestone: string | null,
  workItems: string | null,
];

const columns = `(SELECT name FROM repositories WHERE id = c.repository), c.merged_at, c.bot, c.labels, c.milestone,
  c.work_items`;

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
  const told = objectives.names.length > 0 ? 'TRUE' : 'c.work_items IS NOT NULL';
  const rows = await mergedChanges<ChangeRow>(database, owned, bound(since), columns, told);
  const items = objectives.names.length > 0 ? await readItemMarks(database, rows) : new Map<string, WorkMarks>();
  const changes = rows
    .map(([repository, mergedAt, bot, labels, milestone, workItems]) => {
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
    mergedAt: new Float64Array(changes.map((change) => change.mergedAt)),
    bot: new Uint8Array(changes.map((change) => change.bot)),
    objective: new Uint16Array(changes.map((change) => change.objective)),
    linked: new Int8Array(changes.map((change) => change.linked)),
  };
}

/** What tells the objective of the work items that these changes close, whatever repository the items live in. */
async function readItemMarks(database: Database, rows: readonly ChangeRow[]): Promise<ReadonlyMap<string, WorkMarks>> {
  const ids = [...new Set(rows.flatMap(([, , , , , workItems]) => named(workItems)))];
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
