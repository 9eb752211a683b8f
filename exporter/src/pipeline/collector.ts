import type { SourceStatus } from '#domain/source-status.ts';
import type { Source } from '#sources/source.ts';
import { StoreError } from '#store/errors.ts';
import type { Database } from '#store/database.ts';
import { type PullProgress, type PullResult, pullSource } from './collect.ts';
import { pace } from './pace.ts';
import { type Job, repeat } from './schedule.ts';
import { type LivePart, readStatus } from './source-status.ts';

export type CollectedSource = { readonly type: string; readonly source: Source };

export type CollectorOptions = {
  readonly database: Database;
  readonly sources: readonly CollectedSource[];
  readonly now: () => number;
  /** After each pull, well or not: the store may have changed. */
  readonly onPulled: (source: string, result: PullResult) => void;
  /** With each batch of a pull. `finishesAt`: when it will be done, in milliseconds since 1970; absent while unknown. */
  readonly onProgress?: (source: string, progress: PullProgress & { readonly finishesAt?: number }) => void;
  readonly onStoreError: (source: string, error: StoreError) => void;
  /** Anything else that a pull throws is a bug of ours. */
  readonly onBug: (error: unknown) => void;
};

export type Collector = {
  readonly statuses: () => readonly SourceStatus[];
  /** Sources that have not ended a first pass, well or not, in this or an earlier process. */
  readonly waitingFor: () => readonly string[];
  /** Pulls a source now, or once more right after the pull that is under way. */
  readonly soon: (source: string) => void;
  readonly stop: () => Promise<void>;
};

/** Pulls every source again and again, each on its own: one that fails never stops the others. */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const { database, sources, now } = options;
  const statuses = new Map<string, SourceStatus>();
  const waiting = new Set<string>();
  for (const { source, type } of sources) {
    const status = await readStatus(database, source, type);
    statuses.set(source.name, { ...status, pulling: false });
    if (status.lastSuccessAt === undefined) waiting.add(source.name);
  }
  const live = (name: string, part: LivePart): void => {
    const status = statuses.get(name);
    if (status) statuses.set(name, { ...status, ...part });
  };

  const pull = async ({ source, type }: CollectedSource, signal: AbortSignal): Promise<void> => {
    live(source.name, { pulling: true });
    let result: PullResult;
    try {
      const finish = pace();
      const onProgress = ({ done, total, facts }: PullProgress): void => {
        const finishesAt = finish({ done, total }, now());
        const estimate = finishesAt === undefined ? {} : { finishesAt };
        live(source.name, { pulling: true, progress: { done, total }, ...estimate });
        options.onProgress?.(source.name, { done, total, facts, ...estimate });
      };
      result = await pullSource(database, source, { now, signal, onProgress });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      const before = statuses.get(source.name);
      const failure = { reason: `store_${error.reason}`, message: error.message };
      if (before) statuses.set(source.name, { ...before, up: false, pulling: false, failure });
      options.onStoreError(source.name, error);
      return;
    }
    if (result.outcome === 'aborted') return;
    waiting.delete(source.name);
    const up = result.outcome === 'busy' ? statuses.get(source.name)?.up : result.outcome === 'done';
    statuses.set(source.name, {
      ...(await readStatus(database, source, type)),
      ...(up !== undefined && { up }),
      pulling: false,
      ...(result.outcome === 'failed' && { failure: { reason: result.error.reason, message: result.error.message } }),
    });
    options.onPulled(source.name, result);
  };

  const jobs = new Map<string, Job>();
  for (const entry of sources)
    jobs.set(
      entry.source.name,
      repeat((signal) => pull(entry, signal), entry.source.interval, options.onBug)
    );
  return {
    statuses: () =>
      sources.flatMap(({ source }) => {
        const status = statuses.get(source.name);
        return status ? [{ ...status, ...(source.usage && { usage: source.usage() }) }] : [];
      }),
    waitingFor: () => [...waiting],
    soon: (source) => jobs.get(source)?.soon(),
    stop: async () => {
      await Promise.all([...jobs.values()].map((job) => job.stop()));
    },
  };
}
