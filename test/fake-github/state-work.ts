/** Pull requests and issues as the fake keeps them. Times are milliseconds since 1970. */
import type { Account } from './state.ts';

export type Label = { readonly id: number; readonly name: string; readonly color: string };

export type Milestone = {
  readonly id: number;
  readonly number: number;
  readonly title: string;
  readonly createdAt: number;
  closedAt?: number;
  dueOn?: number;
};

export type Review = {
  readonly id: number;
  /** Null: a deleted account. */
  readonly author: Account | null;
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED';
  readonly submittedAt: number;
  readonly commit: string;
};

/** What happened to a pull request or an issue. */
export type Event = { readonly id: number; readonly at: number; readonly actor: Account | null } & (
  | { readonly kind: 'ready_for_review' | 'convert_to_draft' | 'reopened' }
  | { readonly kind: 'closed'; readonly reason?: 'completed' | 'not_planned' }
  | { readonly kind: 'merged'; readonly sha: string }
  | { readonly kind: 'labeled' | 'unlabeled'; readonly label: Label }
  | { readonly kind: 'milestoned' | 'demilestoned'; readonly milestone: string }
  | { readonly kind: 'cross_referenced' | 'connected' | 'disconnected'; readonly source: number }
  | { readonly kind: 'head_ref_force_pushed'; readonly before: string; readonly after: string }
);

/** An item's row in a project of the organisation. */
export type ProjectItem = {
  readonly id: number;
  readonly project: string;
  readonly projectNumber: number;
  /** Values by the field's name; text, or one choice of a single-select field. */
  readonly fields: Readonly<Record<string, { readonly text: string } | { readonly choice: string }>>;
  /** Since when the fields have these values: GitHub keeps no earlier ones. */
  readonly updatedAt: number;
};

type Work = {
  readonly id: number;
  readonly number: number;
  title: string;
  body: string;
  /** Null: a deleted account, `ghost` in REST. */
  author: Account | null;
  readonly createdAt: number;
  updatedAt: number;
  closedAt?: number;
  labels: Label[];
  milestone?: Milestone;
  readonly events: Event[];
  readonly projectItems: ProjectItem[];
};

export type Pull = Work & {
  draft: boolean;
  mergedAt?: number;
  mergedBy?: Account;
  /** On the base branch: the merge, the squash, or the last of the rebased commits. */
  mergeSha?: string;
  base: string;
  baseSha: string;
  head: string;
  headSha: string;
  /** True where it came from a fork; `deleted` where that fork is gone. */
  fork: boolean | 'deleted';
  /** Its own commits in the order of the branch. */
  commits: string[];
  readonly reviews: Review[];
  /** Numbers of the issues that its merge closes. */
  closes: number[];
};

export type Issue = Work & {
  stateReason?: 'completed' | 'not_planned' | 'reopened';
  /** The organisation's issue type, such as Bug. */
  type?: string;
  /** The number of the issue of the same repository that this one is a part of. */
  parent?: number;
};
