/** What both APIs derive of a pull request. */
import type { Account, FileChange, Repository } from './state.ts';
import type { Pull } from './state-work.ts';

/** The files of its own commits, each once, by path. */
export function changedFiles(repository: Repository, pull: Pull): FileChange[] {
  const files = new Map<string, FileChange>();
  for (const sha of pull.commits) {
    for (const file of repository.commits.get(sha)?.files ?? []) {
      const known = files.get(file.path) ?? { path: file.path, additions: 0, deletions: 0 };
      files.set(file.path, {
        path: file.path,
        additions: known.additions + file.additions,
        deletions: known.deletions + file.deletions,
      });
    }
  }
  return [...files.values()].sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** People belong to the organisation; bots and deleted accounts do not. */
export function isMember(account: Account | null): boolean {
  return account?.kind === 'User';
}
