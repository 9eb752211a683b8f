import type { Database } from './database.ts';
import { groupBy } from './group-by.ts';
import type { OwnedRepository } from './owned.ts';
import { ownsChange, ownsDeployment, touches } from './owned.ts';
import { deployedColumns, deploymentColumns } from './slice-rows.ts';
import type { DeployedRow, DeploymentRow, SliceRows } from './slice-rows.ts';
import { numbered } from './values-list.ts';

type SharedChange = readonly [
  change: string,
  service: string,
  deployment: string,
  paths: string | null,
  ...row: DeployedRow,
];
type SharedWaiting = readonly [mergedAt: number, change: string, service: string, paths: string | null];
type SharedDeployment = readonly [...DeploymentRow, id: string, service: string];

/** A team's part of a repository that it shares: rows are read with their files and judged one by one. */
export async function readSharedRepository(
  database: Database,
  repository: number,
  entries: readonly OwnedRepository[],
  since: number
): Promise<SliceRows> {
  const services = [...new Set(entries.map(({ service }) => service ?? ''))];
  const candidates = await database.arrays<SharedDeployment>(
    `SELECT ${deploymentColumns}, id, service FROM deployments WHERE repository = $1 AND production = 1
      AND outcome = 'success' AND (finished_at >= $2 OR recovered_at >= $2) ORDER BY 1`,
    [repository, since]
  );
  // An older deployment that recovered late is judged by its changes. Of several services the earliest deployment
  // counts, however old.
  const from = services.length > 1 ? Number.MIN_SAFE_INTEGER : Math.min(since, candidates[0]?.[0] ?? since);
  const joined = `FROM change_deployments d LEFT JOIN changes c ON c.repository = d.repository AND c.id = d.change
    WHERE d.repository = $1 AND d.service IN (${numbered(2, services.length)})`;
  const values = [repository, ...services];
  const [shipped, waiting] = await Promise.all([
    database.arrays<SharedChange>(
      `SELECT d.change, d.service, d.deployment, c.paths, ${columnsOf('d', deployedColumns)} ${joined}
        AND d.deployed_at >= $${values.length + 1} ORDER BY d.deployed_at`,
      [...values, from]
    ),
    database.arrays<SharedWaiting>(
      `SELECT d.merged_at, d.change, d.service, c.paths ${joined} AND d.deployed_at IS NULL ORDER BY 1`,
      values
    ),
  ]);

  const deployed = shipped.map(([change, service, deployment, paths, ...row]) => ({
    row,
    change,
    service,
    deployment,
    paths,
  }));
  const own = new Map<string, DeployedRow>();
  for (const { row, change, service, paths } of deployed) {
    if (own.has(change) || !entries.some((entry) => ownsChange(entry, service, paths))) continue;
    own.set(change, row);
  }
  const waits = new Map<string, readonly [number]>();
  for (const [mergedAt, change, service, paths] of waiting) {
    if (own.has(change) || !entries.some((entry) => ownsChange(entry, service, paths))) continue;
    waits.set(change, [mergedAt]);
  }
  const carried = groupBy(
    deployed.filter(({ service }) => service === ''),
    ({ deployment }) => deployment
  );
  const deployments = candidates.filter(([, , , , , , id, service]) => {
    const carries = (globs: readonly string[]) => (carried.get(id) ?? []).some(({ paths }) => touches(paths, globs));
    return entries.some((entry) => ownsDeployment(entry, service, carries));
  });
  return {
    deployed: [...own.values()].filter(([deployedAt]) => deployedAt >= since),
    waiting: [...waits.values()],
    deployments: deployments.map(([finishedAt, recoveredAt, failed, rework, changes, baseline]) => [
      finishedAt,
      recoveredAt,
      failed,
      rework,
      changes,
      baseline,
    ]),
  };
}

function columnsOf(table: string, columns: string): string {
  return columns
    .split(', ')
    .map((column) => `${table}.${column}`)
    .join(', ');
}
