/** Merges a pull request in one of GitHub's three ways. */
import { account, addCommit } from './build.ts';
import { addEvent, closeItem } from './build-events.ts';
import type { GithubState, Repository } from './state.ts';
import type { Pull } from './state-work.ts';

export type MergeOptions = {
  readonly at: number;
  readonly by?: string;
  readonly method?: 'merge' | 'squash' | 'rebase';
};

/** Moves the base branch, closes the pull request and the issues that it says it closes. */
export function mergePull(state: GithubState, repository: Repository, pull: Pull, options: MergeOptions): void {
  const by = options.by ?? 'dev-2';
  pull.mergeSha = mergedCommit(repository, pull, options);
  pull.mergedAt = options.at;
  pull.closedAt = options.at;
  pull.mergedBy = account(state, by);
  pull.draft = false;
  addEvent(state, pull, { kind: 'merged', at: options.at, sha: pull.mergeSha }, by);
  addEvent(state, pull, { kind: 'closed', at: options.at }, by);
  for (const number of pull.closes) {
    const issue = repository.issues.get(number);
    if (issue && issue.closedAt === undefined) closeItem(state, issue, options.at, 'completed');
  }
}

function mergedCommit(repository: Repository, pull: Pull, { at, method = 'squash' }: MergeOptions): string {
  const branch = pull.base;
  const tip = repository.branches.get(branch) ?? pull.baseSha;
  if (method === 'merge') {
    const message = `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.head}\n\n${pull.title}`;
    return addCommit(repository, { at, message, branch, parents: [tip, pull.headSha] }).sha;
  }
  if (method === 'squash') return addCommit(repository, { at, message: `${pull.title} (#${pull.number})`, branch }).sha;
  for (const sha of pull.commits) {
    const own = repository.commits.get(sha);
    if (!own) continue;
    const { message, author, files, authoredAt } = own;
    addCommit(repository, { at: authoredAt, committedAt: at, message, author, files, branch });
  }
  return repository.branches.get(branch) ?? tip;
}
