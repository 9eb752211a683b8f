import { SourceError } from '#sources/errors.ts';
import type { Source } from '#sources/source.ts';
import { counterStatements } from '#store/counters.ts';
import { beginPull, pullFailed, pullSucceeded, readSourceState } from '#store/cursors.ts';
import type { Database } from '#store/database.ts';
import { batchStatements } from './batch.ts';
import { linkRepositories, type Unlinked } from './link.ts';

export type PullProgress = { readonly done: number; readonly total: number; readonly facts: number };

export type PullOptions = {
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PullProgress) => void;
};

/** How a pull ended: what it gave, or the reason of the outer world why not. What was stored before a failure stays. */
export type PullResult =
  | {
      readonly outcome: 'done';
      readonly facts: number;
      readonly skipped: number;
      readonly unlinked: readonly Unlinked[];
    }
  | { readonly outcome: 'failed'; readonly error: SourceError }
  | { readonly outcome: 'aborted' }
  /** Another process on the same store is pulling this source just now. */
  | { readonly outcome: 'busy' };

/** Pulls one source to its end: each batch is one atomic write, its cursor with the facts it stands for. */
export async function pullSource(database: Database, source: Source, options: PullOptions): Promise<PullResult> {
  const release = await database.lock(`source ${source.name}`);
  if (!release) return { outcome: 'busy' };
  const started = options.now();
  try {
    const cursor = (await readSourceState(database, source.name))?.cursor;
    const pull = await beginPull(database, source.name, started);
    let facts = 0;
    let skipped = 0;
    let unlinked: readonly Unlinked[] = [];
    try {
      for await (const batch of source.pull({ cursor, now: started, signal: options.signal })) {
        await database.write(batchStatements(source.name, batch, pull));
        facts += batch.facts.length;
        for (const { count } of batch.skipped ?? []) skipped += count;
        if (batch.progress) options.onProgress?.({ ...batch.progress, facts });
      }
    } catch (error) {
      if (options.signal.aborted) return { outcome: 'aborted' };
      if (!(error instanceof SourceError)) throw error;
      await database.write([
        pullFailed(source.name, error.reason, options.now() - started),
        ...counterStatements(source.name, [{ name: 'errors', key: error.reason, value: 1 }]),
      ]);
      return { outcome: 'failed', error };
    } finally {
      // Whatever was stored is linked, also what came before a failure.
      if (!options.signal.aborted) unlinked = await linkRepositories(database, source);
    }
    await database.write([pullSucceeded(source.name, options.now(), options.now() - started)]);
    return { outcome: 'done', facts, skipped, unlinked };
  } finally {
    await release();
  }
}
