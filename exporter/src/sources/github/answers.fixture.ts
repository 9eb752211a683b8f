import { githubSchema } from './schema.ts';
import type { Actor } from './answers.ts';
import type { DeploymentAnswer } from './graphql/deployments.ts';
import type { IssueAnswer } from './graphql/issues.ts';
import type { PullAnswer } from './graphql/pulls.ts';
import { type Origin, readingOf } from './reading.ts';
import type { RunAnswer } from './rest.ts';

/** Answers as the client gives them. Times are days after the first of May 2026. */
export const at = (days: number): number => Date.UTC(2026, 4, 1) + days * 86_400_000;
export const sha = (n: number): string => n.toString(16).padStart(40, '0');

/** Whoever is in the answers; none of them may be in a fact. */
export const persons = ['ada-lovelace', 'grace-hopper', 'margaret-hamilton'] as const;
const [author, reviewer, other] = persons;
export const ada: Actor = { __typename: 'User', login: author };
export const grace: Actor = { __typename: 'User', login: reviewer };
export const margaret: Actor = { __typename: 'User', login: other };
export const renovate: Actor = { __typename: 'Bot', login: 'renovate' };

export const origin: Origin = {
  repository: 'acme/checkout',
  url: 'https://github.test/acme/checkout',
  branch: 'main',
  split: false,
};

export function reading(entry: object = {}) {
  return readingOf(githubSchema.parse({ github: 'acme', token_env: 'TOKEN', ...entry }));
}

export function list<Node>(...nodes: Node[]) {
  return { pageInfo: { hasNextPage: false, endCursor: null }, nodes };
}

type Review = PullAnswer['reviews']['nodes'][number];

export function review(days: number, by: Actor, state = 'COMMENTED', commit: number | null = 1): Review {
  return { state, submittedAt: at(days), author: by, commit: commit === null ? null : { oid: sha(commit) } };
}

export const commit = (n: number, days: number) => ({ commit: { oid: sha(n), authoredDate: at(days) } });

/** Opened on day 10 by ada with two commits, merged on day 12. */
export function pull(changed: Partial<PullAnswer> = {}): PullAnswer {
  return {
    id: 'PR_7',
    number: 7,
    url: 'https://github.test/acme/checkout/pull/7',
    title: `${author} makes it faster`,
    body: `Asked for by @${other}.`,
    state: 'MERGED',
    isDraft: false,
    createdAt: at(10),
    updatedAt: at(12),
    closedAt: at(12),
    mergedAt: at(12),
    baseRefName: 'main',
    headRefName: `${author}/faster`,
    headRefOid: sha(2),
    additions: 20,
    deletions: 5,
    author: ada,
    milestone: null,
    mergeCommit: { oid: sha(100), authoredDate: at(12), committedDate: at(12) },
    reviews: list(),
    timelineItems: list(),
    labels: list(),
    closingIssuesReferences: list(),
    commits: list(commit(1, 9), commit(2, 11)),
    ...changed,
  };
}

/** Made on day 20, succeeded a tenth of a day later. */
export function deployment(changed: Partial<DeploymentAnswer> = {}): DeploymentAnswer {
  return {
    id: 'DE_1',
    commitOid: sha(100),
    environment: 'production',
    task: 'deploy',
    ref: { name: 'main' },
    createdAt: at(20),
    updatedAt: at(20.1),
    statuses: list(status('SUCCESS', 20.1), status('IN_PROGRESS', 20)),
    ...changed,
  };
}

export const status = (state: string, days: number, logUrl: string | null = null) => ({
  ...{ state, createdAt: at(days), logUrl },
});

export const labelled = (days: number, name: string, kind = 'LabeledEvent') => ({
  ...{ __typename: kind, createdAt: at(days), label: { name } },
});

/** Opened on day 30. */
export function issue(changed: Partial<IssueAnswer> = {}): IssueAnswer {
  return {
    id: 'I_9',
    number: 9,
    url: 'https://github.test/acme/checkout/issues/9',
    state: 'OPEN',
    stateReason: null,
    createdAt: at(30),
    updatedAt: at(30),
    closedAt: null,
    milestone: null,
    labels: list(),
    timelineItems: list(),
    ...changed,
  };
}

/** Started on day 40 by a push to main, ended an hour later. */
export function run(changed: Partial<RunAnswer> = {}): RunAnswer {
  return {
    id: '8000000001',
    name: 'CI',
    path: '.github/workflows/ci.yml',
    workflow_id: '51',
    event: 'push',
    status: 'completed',
    conclusion: 'success',
    head_branch: 'main',
    head_sha: sha(100),
    html_url: 'https://github.test/acme/checkout/actions/runs/8000000001',
    created_at: at(40),
    run_started_at: at(40),
    updated_at: at(40) + 3_600_000,
    run_attempt: 1,
    ...changed,
  };
}
