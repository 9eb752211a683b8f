/** Deployments, releases and workflow runs as the fake keeps them. Times are milliseconds since 1970. */
import type { Account } from './state.ts';

export type DeploymentState = 'queued' | 'pending' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';

export type DeploymentStatus = {
  readonly id: number;
  readonly state: DeploymentState;
  readonly at: number;
  readonly description: string;
};

export type Deployment = {
  readonly id: number;
  readonly sha: string;
  readonly ref: string;
  readonly task: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly creator: Account | null;
  readonly createdAt: number;
  /** Oldest first; both APIs show the newest first. */
  readonly statuses: DeploymentStatus[];
};

export type Release = {
  readonly id: number;
  readonly tag: string;
  readonly sha: string;
  name: string | null;
  draft: boolean;
  prerelease: boolean;
  /** GitHub's `created_at` of a release: the time of its commit. */
  readonly createdAt: number;
  publishedAt: number | null;
  readonly author: Account | null;
};

export type Workflow = {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
};

export type RunStatus = 'queued' | 'in_progress' | 'completed';
export type Conclusion = 'success' | 'failure' | 'cancelled' | 'skipped' | 'timed_out' | 'action_required' | 'neutral';

export type Job = {
  readonly id: number;
  readonly name: string;
  readonly status: RunStatus;
  readonly conclusion: Conclusion | null;
  readonly startedAt: number;
  readonly completedAt: number | null;
};

/** One try of a run; lists show only the last. */
export type Attempt = {
  readonly status: RunStatus;
  readonly conclusion: Conclusion | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly jobs: readonly Job[];
};

export type Run = {
  readonly id: number;
  readonly workflow: Workflow;
  readonly number: number;
  readonly event: string;
  readonly branch: string;
  readonly sha: string;
  readonly title: string;
  readonly actor: Account | null;
  readonly createdAt: number;
  /** The first try first; never empty. */
  readonly attempts: Attempt[];
  /** Numbers of open pull requests of the same head. */
  readonly pulls: readonly number[];
};
