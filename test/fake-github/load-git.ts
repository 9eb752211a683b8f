/**
 * Fills a repository from a bare git mirror: commits, branches, tags, and the pull requests that its merges name, with
 * their numbers, heads and own commits. What git does not know (reviews, opening, labels) is left to the caller.
 */
import { addEvent } from './build-events.ts';
import { account, addRepository, newId } from './build.ts';
import { addDeployment } from './build-delivery.ts';
import { readHistory, type History } from './git-history.ts';
import { firstParents } from './graph.ts';
import type { Commit, GithubState, Repository } from './state.ts';
import type { Pull } from './state-work.ts';

/** `path` is `owner/name`; the mirror also serves the clone. */
export async function loadGit(state: GithubState, path: string, gitDirectory: string): Promise<Repository> {
  const history = await readHistory(gitDirectory);
  const oldest = Math.min(...[...history.commits.values()].map((commit) => commit.committedAt));
  const options = { defaultBranch: history.defaultBranch, createdAt: Number.isFinite(oldest) ? oldest : 0 };
  const repository = addRepository(state, path, options);
  repository.gitDirectory = gitDirectory;
  for (const [sha, commit] of history.commits) repository.commits.set(sha, commit);
  for (const [name, sha] of history.branches) repository.branches.set(name, sha);
  for (const [name, tag] of history.tags) repository.tags.set(name, tag);
  const tip = repository.branches.get(history.defaultBranch);
  const line = tip === undefined ? [] : firstParents(repository, tip).reverse();
  repository.pushedAt = line.at(-1)?.committedAt ?? repository.createdAt;
  const introduced = introductions(repository, line);
  for (const [position, commit] of line.entries()) {
    const number = pullNumber(commit);
    // Cherry-picks and reverts repeat a number: its pull request is the first that was merged.
    if (number === undefined || repository.pulls.has(number)) continue;
    addMerged(state, repository, history, commit, number, position, introduced);
  }
  return repository;
}

/** Deploys each tag that matches: a success in `environment` at the tag's time, which GitHub's Actions would report. */
export function deployTags(
  state: GithubState,
  repository: Repository,
  pattern: RegExp,
  environment = 'production'
): void {
  const time = (name: string) => {
    const tag = repository.tags.get(name);
    return tag?.annotated?.taggedAt ?? repository.commits.get(tag?.commit ?? '')?.committedAt ?? 0;
  };
  const names = [...repository.tags.keys()].filter((name) => pattern.test(name));
  for (const name of names.sort((left, right) => time(left) - time(right))) {
    const sha = repository.tags.get(name)?.commit ?? '';
    const at = time(name);
    addDeployment(state, repository, { sha, ref: name, environment, at, statuses: [{ state: 'success', at }] });
  }
}

/** The number that a commit of the default branch names: `Merge pull request #N` of two parents, or a subject ending `(#N)`. */
function pullNumber({ message, parents }: Commit): number | undefined {
  const subject = message.split('\n')[0] ?? '';
  const merged = parents.length === 2 ? /^Merge pull request #(\d+) /.exec(subject) : null;
  const number = (merged ?? / \(#(\d+)\)$/.exec(subject))?.[1];
  return number === undefined ? undefined : Number(number);
}

/** For each commit, the place on the first-parent line of the one that brought it in. */
function introductions(repository: Repository, line: readonly Commit[]): Map<string, number> {
  const introduced = new Map<string, number>();
  for (const [position, commit] of line.entries()) {
    const waiting = [commit.sha];
    for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
      if (introduced.has(sha)) continue;
      introduced.set(sha, position);
      waiting.push(...(repository.commits.get(sha)?.parents ?? []));
    }
  }
  return introduced;
}

function addMerged(
  state: GithubState,
  repository: Repository,
  history: History,
  merge: Commit,
  number: number,
  position: number,
  introduced: ReadonlyMap<string, number>
): void {
  const head = history.pullHeads.get(number) ?? merge.parents[1];
  const own = head === undefined ? [] : ownCommits(repository, head, position, introduced);
  const first = own[0] ?? merge;
  // Git does not say when it was opened: with its first commit, or at its merge where clocks disagree.
  const createdAt = Math.min(first.authoredAt, merge.committedAt);
  const pull: Pull = {
    id: newId(state),
    number,
    title: 'change',
    body: '',
    author: account(state, 'dev-1'),
    createdAt,
    updatedAt: merge.committedAt,
    closedAt: merge.committedAt,
    mergedAt: merge.committedAt,
    mergedBy: account(state, 'dev-2'),
    mergeSha: merge.sha,
    labels: [],
    events: [],
    projectItems: [],
    draft: false,
    base: repository.defaultBranch,
    baseSha: merge.parents[0] ?? merge.sha,
    head: `topic-${number}`,
    headSha: head ?? merge.sha,
    fork: false,
    commits: own.map((commit) => commit.sha),
    reviews: [],
    closes: [],
  };
  addEvent(state, pull, { kind: 'merged', at: merge.committedAt, sha: merge.sha }, 'dev-2');
  addEvent(state, pull, { kind: 'closed', at: merge.committedAt }, 'dev-2');
  repository.pulls.set(number, pull);
}

/** What the head reaches and the default branch had not before this merge, oldest first. */
function ownCommits(
  repository: Repository,
  head: string,
  position: number,
  introduced: ReadonlyMap<string, number>
): Commit[] {
  const seen = new Set<string>();
  const own: Commit[] = [];
  const waiting = [head];
  for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
    const commit = repository.commits.get(sha);
    if (!commit || seen.has(sha) || (introduced.get(sha) ?? Infinity) < position) continue;
    seen.add(sha);
    own.push(commit);
    waiting.push(...commit.parents);
  }
  return own.sort((left, right) => left.committedAt - right.committedAt);
}
