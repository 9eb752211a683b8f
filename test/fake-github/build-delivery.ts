/** Adds deployments, releases and workflow runs. Times are milliseconds since 1970. */
import { account, addTag, newId } from './build.ts';
import type { GithubState, Repository } from './state.ts';
import type {
  Attempt,
  Conclusion,
  Deployment,
  DeploymentState,
  Job,
  Release,
  Run,
  RunStatus,
  Workflow,
} from './state-delivery.ts';

export type DeploymentOptions = {
  readonly sha: string;
  readonly at: number;
  readonly environment?: string;
  readonly ref?: string;
  readonly task?: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly by?: string;
  readonly statuses?: readonly { readonly state: DeploymentState; readonly at: number }[];
};

export function addDeployment(state: GithubState, repository: Repository, options: DeploymentOptions): Deployment {
  const deployment: Deployment = {
    id: newId(state),
    sha: options.sha,
    ref: options.ref ?? repository.defaultBranch,
    task: options.task ?? 'deploy',
    environment: options.environment ?? 'production',
    description: null,
    payload: options.payload ?? {},
    creator: account(state, options.by ?? 'github-actions[bot]'),
    createdAt: options.at,
    statuses: [],
  };
  repository.deployments.push(deployment);
  for (const status of options.statuses ?? []) addStatus(state, repository, deployment, status.state, status.at);
  return deployment;
}

/** As at GitHub, a success makes the environment's earlier successful deployments inactive. */
export function addStatus(
  state: GithubState,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentState,
  at: number
): void {
  if (status === 'success') {
    for (const earlier of repository.deployments) {
      const active = earlier.statuses.at(-1)?.state === 'success';
      if (earlier === deployment || earlier.environment !== deployment.environment || !active) continue;
      earlier.statuses.push({ id: newId(state), state: 'inactive', at, description: '' });
    }
  }
  deployment.statuses.push({ id: newId(state), state: status, at, description: '' });
}

export type ReleaseOptions = {
  readonly tag: string;
  readonly sha: string;
  /** Null: a draft that was never published. */
  readonly publishedAt: number | null;
  readonly prerelease?: boolean;
  readonly name?: string;
};

/** A release and, unless it is a draft, its lightweight tag where there is none yet. */
export function addRelease(state: GithubState, repository: Repository, options: ReleaseOptions): Release {
  const commit = repository.commits.get(options.sha);
  const release: Release = {
    id: newId(state),
    tag: options.tag,
    sha: options.sha,
    name: options.name ?? options.tag,
    draft: options.publishedAt === null,
    prerelease: options.prerelease ?? false,
    createdAt: commit?.committedAt ?? options.publishedAt ?? 0,
    publishedAt: options.publishedAt,
    author: account(state, 'dev-2'),
  };
  repository.releases.push(release);
  if (!release.draft && !repository.tags.has(options.tag)) addTag(repository, options.tag, options.sha);
  return release;
}

/** The workflow of that name, made if there is none. */
function workflow(state: GithubState, repository: Repository, name: string): Workflow {
  const known = repository.workflows.find((each) => each.name === name);
  if (known) return known;
  const file = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const made = { id: newId(state), name, path: `.github/workflows/${file}.yml`, createdAt: repository.createdAt };
  repository.workflows.push(made);
  return made;
}

export type AttemptOptions = {
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly status?: RunStatus;
  readonly conclusion?: Conclusion | null;
  /** One for each name; all as long as the attempt. */
  readonly jobs?: readonly string[];
};

export type RunOptions = {
  readonly workflow: string;
  readonly sha: string;
  readonly at: number;
  readonly branch?: string;
  readonly event?: string;
  readonly pulls?: readonly number[];
  readonly attempts: readonly AttemptOptions[];
};

export function addRun(state: GithubState, repository: Repository, options: RunOptions): Run {
  const of = workflow(state, repository, options.workflow);
  const run: Run = {
    id: newId(state),
    workflow: of,
    number: repository.runs.filter((each) => each.workflow === of).length + 1,
    event: options.event ?? 'push',
    branch: options.branch ?? repository.defaultBranch,
    sha: options.sha,
    title: repository.commits.get(options.sha)?.message.split('\n')[0] ?? 'change',
    actor: account(state, 'dev-1'),
    createdAt: options.at,
    attempts: options.attempts.map((each) => attempt(state, each)),
    pulls: options.pulls ?? [],
  };
  repository.runs.push(run);
  return run;
}

function attempt(state: GithubState, options: AttemptOptions): Attempt {
  const { startedAt, updatedAt, status = 'completed', jobs = ['build'] } = options;
  const conclusion = options.conclusion ?? (status === 'completed' ? 'success' : null);
  const completedAt = status === 'completed' ? updatedAt : null;
  const done = (name: string): Job => ({ id: newId(state), name, status, conclusion, startedAt, completedAt });
  return { status, conclusion, startedAt, updatedAt, jobs: jobs.map(done) };
}
