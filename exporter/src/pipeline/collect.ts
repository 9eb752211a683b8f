import type { Fact, FactKind } from '#domain/facts.ts';
import { SourceError } from '#sources/errors.ts';
import type { Batch, Source } from '#sources/source.ts';
import { counterStatements } from '#store/counters.ts';
import { repositoryStatements } from '#store/coverage.ts';
import { beginPull, cursorStatement, pullFailed, pullSucceeded, readSourceState } from '#store/cursors.ts';
import type { Database, Statement } from '#store/database.ts';
import { factStatements, sweepStatements } from '#store/facts.ts';
import { repositoryId } from '#store/repository-id.ts';
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

function batchStatements(source: string, batch: Batch, pull: number): Statement[] {
  const names = new Set(batch.facts.map((fact) => fact.repository));
  for (const { repository } of [...(batch.complete ?? []), ...(batch.sweep ?? [])]) names.add(repository);
  const complete = new Map(batch.complete?.map((entry) => [entry.repository, entry]));
  const repositories = [...names].map((name) => {
    const entry = complete.get(name);
    return {
      name,
      ...(entry && { completeFrom: entry.from }),
      ...(entry?.url !== undefined && { url: entry.url }),
    };
  });
  return [
    ...repositoryStatements(source, repositories),
    ...factStatements((name) => repositoryId(source, name), batch.facts, pull),
    ...(batch.sweep ?? []).flatMap((sweep) =>
      sweepStatements(repositoryId(source, sweep.repository), sweep.fact, pull)
    ),
    ...counterStatements(source, counts(batch)),
    ...(batch.cursor === undefined ? [] : [cursorStatement(source, batch.cursor)]),
  ];
}

type Count = { readonly name: 'items' | 'skipped'; readonly key: string; readonly value: number };

function counts(batch: Batch): Count[] {
  const items = new Map<FactKind, number>();
  for (const { fact } of batch.facts as readonly Pick<Fact, 'fact'>[]) items.set(fact, (items.get(fact) ?? 0) + 1);
  return [
    ...[...items].map(([key, value]): Count => ({ name: 'items', key, value })),
    ...(batch.skipped ?? []).map(({ reason, count }): Count => ({ name: 'skipped', key: reason, value: count })),
  ];
}
