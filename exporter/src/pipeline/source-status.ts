import { sourceErrorReasons } from '#sources/errors.ts';
import type { Source, SourceUsage } from '#sources/source.ts';
import { readCounters } from '#store/counters.ts';
import { readSourceState } from '#store/cursors.ts';
import type { Database } from '#store/database.ts';

/** How one source does. Times are milliseconds since 1970. Counters go on over restarts. */
export type SourceStatus = {
  readonly name: string;
  readonly type: string;
  /** Milliseconds between the end of one pull and the start of the next. */
  readonly interval: number;
  /** How the last pull ended; absent while none has. */
  readonly up?: boolean;
  readonly pulling: boolean;
  readonly lastSuccessAt?: number;
  readonly lastPullDuration?: number;
  readonly progress?: { readonly done: number; readonly total: number };
  /** When the running pull will be done, by the pace that it has had. */
  readonly finishesAt?: number;
  readonly usage?: SourceUsage;
  readonly failure?: { readonly reason: string; readonly message: string };
  readonly errors: Readonly<Record<string, number>>;
  readonly items: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
};

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
