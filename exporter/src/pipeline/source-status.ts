import type { SourceStatus } from '#domain/source-status.ts';
import { sourceErrorReasons } from '#sources/errors.ts';
import type { Source } from '#sources/source.ts';
import { readCounters } from '#store/counters.ts';
import { readSourceState } from '#store/cursors.ts';
import type { Database } from '#store/database.ts';

/** What only this process knows of a source. */
export type LivePart = Pick<SourceStatus, 'up' | 'pulling' | 'progress' | 'finishesAt' | 'failure'>;

/** A source as it stands in the store, before this process has pulled it. */
export async function readStatus(
  database: Database,
  source: Source,
  type: string
): Promise<Omit<SourceStatus, 'pulling'>> {
  const [state, counters] = await Promise.all([
    readSourceState(database, source.name),
    readCounters(database, source.name),
  ]);
  const counted = (kind: string): Record<string, number> =>
    Object.fromEntries(counters.filter(({ name }) => name === kind).map(({ key, value }) => [key, value]));
  return {
    name: source.name,
    type,
    interval: source.interval,
    ...(state?.lastSuccess !== undefined && { lastSuccessAt: state.lastSuccess }),
    ...(state?.duration !== undefined && { lastPullDuration: state.duration }),
    // A counter that begins at its first error hides that error from rate().
    errors: { ...noErrors, ...counted('errors') },
    items: counted('items'),
    skipped: counted('skipped'),
  };
}

const noErrors = Object.fromEntries(sourceErrorReasons.map((reason) => [reason, 0]));
