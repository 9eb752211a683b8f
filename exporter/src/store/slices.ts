import type { Coverage, Slice } from '#domain/slice.ts';
import { bound } from './bounds.ts';
import type { Database } from './database.ts';
import { groupBy } from './group-by.ts';
import { readIncidents } from './incidents.ts';
import type { OwnedRepository } from './owned.ts';
import { readSharedRepository } from './shared-repository.ts';
import { deployedColumns, deploymentColumns } from './slice-rows.ts';
import type { DeployedRow, DeploymentRow, SliceRows } from './slice-rows.ts';
import { numbered } from './values-list.ts';

/**
 * What the measures read of what a team owns: what was deployed, finished or recovered at `since` or later, all that waits,
 * and all incidents. Where several entries name one repository, a change counts once, by the earliest deployment among them.
 */
export async function readSlice(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number,
  coverage: Coverage
): Promise<Slice> {
  const { alone, shared } = plan(owned);
  const [incidents, ...parts] = await Promise.all([
    readIncidents(database, owned),
    ...[...alone].map(([service, repositories]) => readWhole(database, repositories, service, bound(since))),
    ...[...shared].map(([id, entries]) => readSharedRepository(database, id, entries, bound(since))),
  ]);
  const deployed = merged(parts.map((part) => part.deployed));
  const waiting = merged(parts.map((part) => part.waiting));
  const deployments = merged(parts.map((part) => part.deployments));
  return {
    deployed: {
      deployedAt: Float64Array.from(deployed, ([at]) => at),
      mergedAt: Float64Array.from(deployed, ([, at]) => at),
      firstCommitAt: Float64Array.from(deployed, ([, , at]) => at),
      bot: Uint8Array.from(deployed, ([, , , bot]) => bot),
      baseline: Uint8Array.from(deployed, ([, , , , baseline]) => baseline),
    },
    waiting: { mergedAt: Float64Array.from(waiting, ([at]) => at) },
    deployments: {
      finishedAt: Float64Array.from(deployments, ([at]) => at),
      recoveredAt: Float64Array.from(deployments, ([, at]) => at ?? NaN),
      failed: Uint8Array.from(deployments, ([, , failed]) => failed),
      rework: Uint8Array.from(deployments, ([, , , rework]) => rework),
      changes: Float64Array.from(deployments, ([, , , , changes]) => changes),
      baseline: Uint8Array.from(deployments, ([, , , , , baseline]) => baseline),
    },
    incidents,
    coverage,
  };
}

/** Repositories that one entry without globs owns, by service ('' = all of it); the others with all their entries. */
function plan(owned: readonly OwnedRepository[]) {
  const alone = new Map<string, number[]>();
  const shared = new Map<number, readonly OwnedRepository[]>();
  for (const [id, entries] of groupBy(owned, (entry) => entry.id)) {
    const services = new Set(entries.map(({ service }) => service ?? ''));
    const whole = entries.some(({ service, paths }) => service === undefined && paths === undefined);
    const [service = ''] = services;
    if (whole) alone.set('', [...(alone.get('') ?? []), id]);
    else if (services.size === 1 && entries.some(({ paths }) => paths === undefined)) {
      alone.set(service, [...(alone.get(service) ?? []), id]);
    } else shared.set(id, entries);
  }
  return { alone, shared };
}

/** By covering indexes alone, all repositories together. */
async function readWhole(
  database: Database,
  repositories: readonly number[],
  service: string,
  from: number
): Promise<SliceRows> {
  const owned = [service, ...repositories];
  const since = `$${owned.length + 1}`;
  const changes = `FROM change_deployments WHERE service = $1 AND repository IN (${numbered(2, repositories.length)})`;
  const deployments = `SELECT ${deploymentColumns} FROM deployments
    WHERE ($1 = '' OR service = $1) AND repository IN (${numbered(2, repositories.length)})
    AND production = 1 AND outcome = 'success'`;
  const [waiting, deployed, late, finished] = await Promise.all([
    database.arrays<readonly [number]>(`SELECT merged_at ${changes} AND deployed_at IS NULL ORDER BY 1`, owned),
    database.arrays<DeployedRow>(`SELECT ${deployedColumns} ${changes} AND deployed_at >= ${since} ORDER BY 1`, [
      ...owned,
      from,
    ]),
    // Older deployments whose recovery is recent: few, and an index of their own finds them.
    database.arrays<DeploymentRow>(
      `${deployments} AND recovered_at >= ${since} AND finished_at < ${since} ORDER BY 1`,
      [...owned, from]
    ),
    database.arrays<DeploymentRow>(`${deployments} AND finished_at >= ${since} ORDER BY 1`, [...owned, from]),
  ]);
  return { deployed, waiting, deployments: [...late, ...finished] };
}

function merged<R extends readonly (number | null)[]>(parts: readonly (readonly R[])[]): readonly R[] {
  const [only, ...more] = parts;
  return only !== undefined && more.length === 0 ? only : parts.flat().sort((a, b) => Number(a[0]) - Number(b[0]));
}
