import type { Team } from '#domain/team.ts';
import { type Bottleneck, bottleneck, bottleneckLooksBack } from '#measures/bottleneck.ts';
import type { MeasureOptions } from '#measures/measure.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { readSlice } from '#store/slices.ts';
import { ownedBy, readStoreState } from './ownership.ts';

/** Where the time of a team's changes goes, as of now, and where that moved. */
export async function stages(
  database: Database,
  sources: readonly Source[],
  options: MeasureOptions,
  team: Team,
  now: number
): Promise<Bottleneck> {
  const { repositories, coverage } = ownedBy(team, await readStoreState(database, sources), sources);
  const slice = await readSlice(database, repositories, now - bottleneckLooksBack, coverage);
  return bottleneck(slice, options, { now, coverage });
}
