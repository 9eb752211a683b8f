import { setTimeout as wait } from 'node:timers/promises';
import { itemStarts } from '#ancestry/item-starts.ts';
import { link } from '#ancestry/link.ts';
import type { LinkRules } from '#domain/facts.ts';
import type { Source } from '#sources/source.ts';
import { readRevisions } from '#store/coverage.ts';
import type { Database } from '#store/database.ts';
import { readLinkInput, writeLinks } from '#store/graph.ts';
import { readOpenings, writeItemStarts } from '#store/item-starts.ts';
import { repositoryId } from '#store/repository-id.ts';

/** Counts up when the arithmetic of the link step changes, so that an upgrade links stored facts anew. */
const linkVersion = 5;

/** Milliseconds between two looks for a lock; whoever has it links, which takes seconds at most. */
const patience = 50;

/** What could not be joined, by reason, as of now. */
export type Unlinked = { readonly reason: string; readonly count: number };

/**
 * Links the repositories of a source (or those named) whose facts or rules changed since they were linked last. One at a
 * time: of two that link side by side, the one that read first could write last.
 */
export async function linkRepositories(
  database: Database,
  source: Source,
  only?: ReadonlySet<string>
): Promise<readonly Unlinked[]> {
  const chosen = only && new Set([...only].map((name) => repositoryId(source.name, name)));
  const release = await lockLinks(database, source);
  try {
    const unlinked: Unlinked[] = [];
    const rules = rulesKey(source.rules);
    for (const repository of await readRevisions(database, source.name)) {
      const linked = `${linkVersion} ${repository.revision} ${rules}`;
      if (repository.linked === linked || chosen?.has(repository.id) === false) continue;
      const { skipped, ...derived } = link({ ...(await readLinkInput(database, repository.id)), rules: source.rules });
      await writeItemStarts(database, repository.id, itemStarts(await readOpenings(database, repository.id)));
      await writeLinks(database, repository.id, derived, linked);
      unlinked.push(...skipped);
    }
    return unlinked;
  } finally {
    await release();
  }
}

async function lockLinks(database: Database, { name }: Source): Promise<() => Promise<void>> {
  for (;;) {
    const release = await database.lock(`link ${name}`);
    if (release) return release;
    await wait(patience);
  }
}

function rulesKey({ deployments, rollbacks, reverts, patchWithin, incidentsWithin }: LinkRules): string {
  return JSON.stringify([deployments, rollbacks, reverts, patchWithin, incidentsWithin]);
}
