/**
 * What the fake GitHub knows: plain objects, free to change between two requests. Times are milliseconds since 1970.
 * Tests build it with build-*.ts or load it from a git history with load-git.ts; everything served is derived from it.
 */
import type { Deployment, Release, Run, Workflow } from './state-delivery.ts';
import type { Issue, Label, Milestone, Pull } from './state-work.ts';

export type Account = {
  readonly id: number;
  /** A bot's login is without `[bot]`: REST adds it, GraphQL does not. */
  login: string;
  readonly kind: 'User' | 'Organization' | 'Bot';
};

export type FileChange = { readonly path: string; readonly additions: number; readonly deletions: number };

export type Commit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly authoredAt: number;
  readonly committedAt: number;
  /** Null: no account has the commit's address. */
  readonly author: Account | null;
  readonly files: readonly FileChange[];
};

/** An annotated tag has an object of its own; a lightweight one points straight at the commit. */
export type Tag = { readonly commit: string; readonly annotated?: { readonly sha: string; readonly taggedAt: number } };

/**
 * How the repository answers: as usual; 404 for everyone; 451 by a legal notice; 403 by the terms of service; 403 because
 * the organisation's single sign-on has not admitted the token.
 */
export type Access = 'open' | 'gone' | 'legal' | 'blocked' | 'sso';

export type Repository = {
  readonly id: number;
  owner: Account;
  name: string;
  /** Earlier `owner/name`s, which answer with 301. */
  readonly formerNames: string[];
  access: Access;
  private: boolean;
  archived: boolean;
  fork: boolean;
  hasIssues: boolean;
  defaultBranch: string;
  readonly createdAt: number;
  updatedAt: number;
  pushedAt: number;
  readonly commits: Map<string, Commit>;
  /** Branch name to commit; without any the repository is empty. */
  readonly branches: Map<string, string>;
  readonly tags: Map<string, Tag>;
  readonly pulls: Map<number, Pull>;
  readonly issues: Map<number, Issue>;
  readonly labels: Map<string, Label>;
  readonly milestones: Map<string, Milestone>;
  readonly deployments: Deployment[];
  readonly releases: Release[];
  readonly workflows: Workflow[];
  readonly runs: Run[];
  /** A bare git repository to clone from; without one the clone answers 404. */
  gitDirectory?: string;
};

export type Permission = 'read' | 'write';

/** Who asks: a classic token with scopes, or a fine-grained or installation token with permissions. */
export type Credential = {
  readonly token: string;
  readonly owner: Account;
  readonly kind: 'classic' | 'fine-grained' | 'installation';
  scopes: readonly string[];
  permissions: Readonly<Record<string, Permission>>;
  /** Repository ids it is limited to; absent: all of its owner's, and for classic tokens everything. */
  repositories?: readonly number[];
  expiresAt?: number;
  readonly installation?: number;
  /** Requests an hour by REST, points an hour by GraphQL. */
  limits: { core: number; graphql: number };
};

export type Installation = {
  readonly id: number;
  readonly account: Account;
  permissions: Readonly<Record<string, Permission>>;
  /** Repository ids; absent: all of the account's. */
  repositories?: readonly number[];
  suspendedAt?: number;
};

export type App = { readonly id: number; readonly slug: string; readonly owner: Account; readonly publicKey: string };

export type GithubState = {
  nextId: number;
  readonly accounts: Map<string, Account>;
  readonly repositories: Repository[];
  readonly credentials: Map<string, Credential>;
  app?: App;
  readonly installations: Installation[];
};

/** `owner/name` as it is now. */
export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}
