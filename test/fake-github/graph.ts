/** Walks over the commit graph of a repository. */
import type { Commit, Repository } from './state.ts';

/** Everything reachable from `heads` and not from `without`; what is not in the state ends the walk. */
export function ancestors(repository: Repository, heads: readonly string[], without: readonly string[] = []): Commit[] {
  const seen = new Set<string>();
  if (without.length > 0) for (const commit of ancestors(repository, without)) seen.add(commit.sha);
  const found: Commit[] = [];
  const waiting = [...heads];
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    const commit = repository.commits.get(sha);
    if (!commit || seen.has(sha)) continue;
    seen.add(sha);
    found.push(commit);
    waiting.push(...commit.parents);
  }
  return found;
}

/** From the tip along first parents, newest first. */
export function firstParents(repository: Repository, tip: string): Commit[] {
  const line: Commit[] = [];
  for (let commit = repository.commits.get(tip); commit; commit = repository.commits.get(commit.parents[0] ?? '')) {
    line.push(commit);
  }
  return line;
}
