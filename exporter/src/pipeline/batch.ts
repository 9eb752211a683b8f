import type { Fact, FactKind } from '#domain/facts.ts';
import type { Batch } from '#sources/source.ts';
import { counterStatements } from '#store/counters.ts';
import { repositoryStatements } from '#store/coverage.ts';
import { cursorStatement } from '#store/cursors.ts';
import type { Statement } from '#store/database.ts';
import { factStatements, sweepStatements } from '#store/facts.ts';
import { repositoryId } from '#store/repository-id.ts';

/** A batch as one atomic write: its repositories, its facts, what they sweep, its counts and the cursor that stands for it. */
export function batchStatements(source: string, batch: Batch, pull: number): Statement[] {
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
