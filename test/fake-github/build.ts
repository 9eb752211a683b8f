/** Makes a state and what everything else hangs on: accounts, repositories, commits, tags. */
import { createHash } from 'node:crypto';
import type { Account, Commit, FileChange, GithubState, Repository, Tag } from './state.ts';
import type { Label } from './state-work.ts';

/** Beyond 32 bits from the start, as GitHub's newer ids are. */
const firstId = 5_000_000_001;

export function githubState(): GithubState {
  return {
    nextId: firstId,
    accounts: new Map(),
    repositories: [],
    credentials: new Map(),
    installations: [],
  };
}

export function newId(state: GithubState): number {
  return state.nextId++;
}

/** The account of that login, made if there is none. `x[bot]` is the bot `x`. */
export function account(state: GithubState, login: string, kind: Account['kind'] = 'User'): Account {
  const name = login.replace(/\[bot\]$/, '');
  const known = state.accounts.get(name);
  if (known) return known;
  // Accounts keep to 32 bits: their database ids are shown as GraphQL's Int.
  const made: Account = { id: state.accounts.size + 1001, login: name, kind: name === login ? kind : 'Bot' };
  state.accounts.set(name, made);
  return made;
}

type RepositoryOptions = Partial<
  Pick<Repository, 'access' | 'private' | 'archived' | 'fork' | 'hasIssues' | 'defaultBranch' | 'formerNames'>
> & { readonly createdAt?: number; readonly ownerKind?: 'User' | 'Organization' };

/** `path` is `owner/name`; the owner is an organisation unless said otherwise. */
export function addRepository(state: GithubState, path: string, options: RepositoryOptions = {}): Repository {
  const [owner, name] = path.split('/');
  if (!owner || !name) throw new Error(`a repository is owner/name, not ${path}`);
  const { ownerKind = 'Organization', createdAt = Date.UTC(2020, 0, 1), ...rest } = options;
  const repository: Repository = {
    id: 1_000_000 + state.repositories.length,
    owner: account(state, owner, ownerKind),
    name,
    formerNames: [],
    access: 'open',
    private: false,
    archived: false,
    fork: false,
    hasIssues: true,
    defaultBranch: 'main',
    ...rest,
    createdAt,
    updatedAt: createdAt,
    pushedAt: createdAt,
    commits: new Map(),
    branches: new Map(),
    tags: new Map(),
    pulls: new Map(),
    issues: new Map(),
    labels: new Map(),
    milestones: new Map(),
    deployments: [],
    releases: [],
    workflows: [],
    runs: [],
  };
  state.repositories.push(repository);
  return repository;
}

/** Gives the repository another name; the old one answers with 301 from then on. */
export function renameRepository(repository: Repository, name: string): void {
  repository.formerNames.push(`${repository.owner.login}/${repository.name}`);
  repository.name = name;
}

export type CommitOptions = {
  readonly at: number;
  readonly committedAt?: number;
  readonly message?: string;
  readonly parents?: readonly string[];
  /** The branch that it is pushed to; absent: to none. */
  readonly branch?: string;
  readonly author?: Account | null;
  readonly files?: readonly FileChange[];
};

/** A new commit; its parent is the branch's tip unless given. */
export function addCommit(repository: Repository, options: CommitOptions): Commit {
  const tip = options.branch === undefined ? undefined : repository.branches.get(options.branch);
  const content = {
    parents: options.parents ?? (tip === undefined ? [] : [tip]),
    message: options.message ?? 'change',
    authoredAt: options.at,
    committedAt: options.committedAt ?? options.at,
    author: options.author ?? null,
    files: options.files ?? [{ path: 'src/index.ts', additions: 3, deletions: 1 }],
  };
  const salt = `${repository.id}:${repository.commits.size}`;
  const sha = createHash('sha1')
    .update(JSON.stringify([salt, content]))
    .digest('hex');
  const commit: Commit = { sha, ...content };
  repository.commits.set(sha, commit);
  if (options.branch !== undefined) {
    repository.branches.set(options.branch, sha);
    repository.pushedAt = Math.max(repository.pushedAt, commit.committedAt);
  }
  return commit;
}

/** A direct push to the default branch. */
export function pushToDefault(repository: Repository, options: Omit<CommitOptions, 'branch'>): Commit {
  return addCommit(repository, { ...options, branch: repository.defaultBranch });
}

/** Lightweight, or annotated when the time of tagging is given. */
export function addTag(repository: Repository, name: string, commit: string, taggedAt?: number): Tag {
  const sha = createHash('sha1').update(`tag ${name} ${commit}`).digest('hex');
  const tag: Tag = taggedAt === undefined ? { commit } : { commit, annotated: { sha, taggedAt } };
  repository.tags.set(name, tag);
  return tag;
}

/** The repository's label of that name, made if there is none. */
export function label(state: GithubState, repository: Repository, name: string): Label {
  const known = repository.labels.get(name);
  if (known) return known;
  const made = { id: newId(state), name, color: 'd73a4a' };
  repository.labels.set(name, made);
  return made;
}
