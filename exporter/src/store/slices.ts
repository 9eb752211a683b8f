import type { Coverage, Slice } from '#domain/slice.ts';
import type { Objective } from '#domain/work.ts';
import { bound } from './bounds.ts';
import type { Database } from './database.ts';
import { readChangeWork } from './change-work.ts';
import { readDelivery } from './delivery.ts';
import { readIncidents } from './incidents.ts';
import { readItems } from './items.ts';
import { objectiveOf } from './objectives.ts';
import type { OwnedRepository } from './owned.ts';
import { readProposals, readPulls } from './pulls.ts';
import { readRuns } from './runs.ts';

/**
 * What the measures read of what a team owns: what was merged, run, deployed, finished or recovered at `since` or
 * later, all that waits, is open or in progress, and all incidents. Where several entries name one repository, a change
 * counts once, by the earliest deployment among them.
 */
export async function readSlice(
  database: Database,
  owned: readonly OwnedRepository[],
  since: number,
  coverage: Coverage,
  objectives: readonly Objective[] = []
): Promise<Slice> {
  const objective = objectiveOf(objectives);
  const from = bound(since);
  const [delivery, incidents, pulls, proposals, runs, items, changeWork] = await Promise.all([
    readDelivery(database, owned, from),
    readIncidents(database, owned),
    readPulls(database, owned, from),
    readProposals(database, owned, from),
    readRuns(database, owned, from),
    readItems(database, owned, since, objective),
    readChangeWork(database, owned, since, objective),
  ]);
  return { ...delivery, incidents, pulls, proposals, runs, items, changeWork, coverage };
}
