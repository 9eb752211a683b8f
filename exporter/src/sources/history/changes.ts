import { GitFailure } from './command.ts';
import { type Commit, readCommits } from './commits.ts';
import type { Repository } from './repository.ts';

/**
 * The commits that came to the first-parent line since `before`; undefined where `before` is not on the line of `tip`:
 * the branch was rewritten, reset, replaced, or merged the wrong way round, so that old changes are none any more.
 */
export async function newChanges(repository: Repository, tip: string, before: string): Promise<Commit[] | undefined> {
  if (tip === before) return [];
  const commits: Commit[] = [];
  try {
    for await (const chunk of readCommits(repository, ['--first-parent'], [tip, `^${before}`])) commits.push(...chunk);
  } catch (error) {
    // The old tip is gone altogether. A repository that cannot be read fails again when it is read whole.
    if (error instanceof GitFailure) return undefined;
    throw error;
  }
  return commits.at(-1)?.parents[0] === before ? commits : undefined;
}

/** Picks a branch's first-parent line out of commits that are listed children first. */
export function lineFrom(tip: string | undefined): (commit: Commit) => boolean {
  let next = tip;
  return ({ sha, parents }) => {
    if (sha !== next) return false;
    next = parents[0];
    return true;
  };
}
