import type { Database } from './database.ts';
import { groupBy } from './group-by.ts';
import { type OwnedRepository, isWhole, ownsChange } from './owned.ts';
import { numbered } from './values-list.ts';

type Row = readonly (string | number | null)[];

/**
 * Columns of the team's changes merged at `since` or later, each change once, deployed or not. Those of whole
 * repositories are found by time alone, those of shared ones by the services and files of the team's entries.
 * @param columns of `changes c`
 * @param condition on `changes c`
 */
export async function mergedChanges<Columns extends Row>(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number,
  columns: string,
  condition: string
): Promise<Columns[]> {
  const whole: number[] = [];
  const rows: Columns[] = [];
  for (const [id, entries] of groupBy(owned, (entry) => entry.id)) {
    if (entries.some(isWhole)) {
      whole.push(id);
      continue;
    }
    const services = [...new Set(entries.map(({ service }) => service ?? ''))];
    const found = await database.arrays<
      readonly [id: string, paths: string | null, service: string | null, ...Columns]
    >(
      `SELECT c.id, c.paths, d.service, ${columns} FROM changes c
        LEFT JOIN change_deployments d ON d.repository = c.repository AND d.change = c.id
          AND d.service IN (${numbered(3, services.length)})
        WHERE c.repository = $1 AND c.merged_at >= $2 AND ${condition}`,
      [id, since, ...services]
    );
    const own = new Map<string, Columns>();
    for (const [change, paths, service, ...row] of found)
      if (entries.some((entry) => ownsChange(entry, service, paths))) own.set(change, row);
    for (const row of own.values()) rows.push(row);
  }
  if (whole.length > 0) {
    const found = await database.arrays<Columns>(
      `SELECT ${columns} FROM changes c
        WHERE c.merged_at >= $1 AND c.repository IN (${numbered(2, whole.length)}) AND ${condition}`,
      [since, ...whole]
    );
    for (const row of found) rows.push(row);
  }
  return rows;
}
