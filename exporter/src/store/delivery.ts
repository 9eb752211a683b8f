import type { Slice } from '#domain/slice.ts';
import type { Database } from './database.ts';
import { groupBy } from './group-by.ts';
import { type OwnedRepository, isWhole } from './owned.ts';
import { readSharedRepository } from './shared-repository.ts';
import { deployedColumns, deploymentColumns } from './slice-rows.ts';
import type { DeployedRow, DeploymentRow, SliceRows } from './slice-rows.ts';
import { numbered } from './values-list.ts';

/** Deployments that finished or recovered at `from` or later, changes deployed since then, and all changes that wait. */
export async function readDelivery(
  database: Database,
  owned: readonly OwnedRepository[],
  from: number
): Promise<Pick<Slice, 'deployed' | 'waiting' | 'deployments'>> {
  const { alone, shared } = plan(owned);
  const parts = await Promise.all([
    ...[...alone].map(([service, repositories]) => readWhole(database, repositories, service, from)),
    ...[...shared].map(([id, entries]) => readSharedRepository(database, id, entries, from)),
  ]);
  const deployed = merged(parts.map((part) => part.deployed));
  const waiting = merged(parts.map((part) => part.waiting));
  const deployments = merged(parts.map((part) => part.deployments));
  return {
    deployed: {
      deployedAt: new Float64Array(deployed.map(([at]) => at)),
      mergedAt: new Float64Array(deployed.map(([, at]) => at)),
      firstCommitAt: new Float64Array(deployed.map(([, , at]) => at)),
      bot: new Uint8Array(deployed.map(([, , , bot]) => bot)),
      baseline: new Uint8Array(deployed.map(([, , , , baseline]) => baseline)),
      readyAt: new Float64Array(deployed.map(([, , , , , at]) => at ?? NaN)),
      firstReviewAt: new Float64Array(deployed.map(([, , , , , , at]) => at ?? NaN)),
    },
    waiting: { mergedAt: new Float64Array(waiting.map(([at]) => at)) },
    deployments: {
      finishedAt: new Float64Array(deployments.map(([at]) => at)),
      recoveredAt: new Float64Array(deployments.map(([, at]) => at ?? NaN)),
      failed: new Uint8Array(deployments.map(([, , failed]) => failed)),
      rework: new Uint8Array(deployments.map(([, , , rework]) => rework)),
      changes: new Float64Array(deployments.map(([, , , , changes]) => changes)),
      baseline: new Uint8Array(deployments.map(([, , , , , baseline]) => baseline)),
    },
  };
}

/** Repositories that one entry without globs owns, by service ('' = all of it); the others with all their entries. */
function plan(owned: readonly OwnedRepository[]) {
  const alone = new Map<string, number[]>();
  const shared = new Map<number, readonly OwnedRepository[]>();
  for (const [id, entries] of groupBy(owned, (entry) => entry.id)) {
    const services = new Set(entries.map(({ service }) => service ?? ''));
    const [service = ''] = services;
    if (entries.some(isWhole)) alone.set('', [...(alone.get('') ?? []), id]);
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
