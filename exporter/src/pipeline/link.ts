import { link } from '#ancestry/link.ts';
import type { LinkRules } from '#domain/facts.ts';
import type { Source } from '#sources/source.ts';
import { readRevisions } from '#store/coverage.ts';
import type { Database } from '#store/database.ts';
import { readLinkInput, writeLinks } from '#store/graph.ts';

/** Counts up when the arithmetic of the link step changes, so that an upgrade links stored facts anew. */
const linkVersion = 1;

/** What could not be joined, by reason, as of now. */
export type Unlinked = { readonly reason: string; readonly count: number };

/** Links every repository of a source whose facts or rules changed since it was linked last. */
export async function linkRepositories(database: Database, source: Source): Promise<readonly Unlinked[]> {
  const unlinked: Unlinked[] = [];
  const rules = rulesKey(source.rules);
  for (const repository of await readRevisions(database, source.name)) {
    const linked = `${linkVersion} ${repository.revision} ${rules}`;
    if (repository.linked === linked) continue;
    const { skipped, ...derived } = link({ ...(await readLinkInput(database, repository.id)), rules: source.rules });
    await writeLinks(database, repository.id, derived, linked);
    unlinked.push(...skipped);
  }
  return unlinked;
}

function rulesKey({ deployments, rollbacks, reverts, patchWithin }: LinkRules): string {
  return JSON.stringify([deployments, rollbacks, reverts, patchWithin]);
}
