import type {
  Basis,
  ChangeFact,
  CommitFact,
  DeploymentFact,
  DeploymentKind,
  FailureEvidence,
  IncidentFact,
  IncidentVerdict,
  LinkedChange,
  PullHeadFact,
  RunFact,
} from '#domain/facts.ts';
import type { Database, Value } from './database.ts';
import { linkStatements } from './links.ts';
import type { Derived } from './links.ts';
import { type Stored, present } from './present.ts';

/** The facts of one repository that the link step reads; what it does not need stays in the store. */
export type LinkInput = {
  readonly commits: readonly Omit<CommitFact, 'fact' | 'repository'>[];
  readonly pullHeads: readonly Omit<PullHeadFact, 'fact' | 'repository'>[];
  readonly changes: readonly LinkedChange[];
  readonly deployments: readonly Omit<DeploymentFact, 'fact' | 'repository' | 'url'>[];
  readonly incidents: readonly Omit<IncidentFact, 'fact' | 'repository' | 'url'>[];
  readonly runs: readonly Pick<RunFact, 'id' | 'workflow' | 'sha' | 'attempt' | 'finishedAt' | 'outcome'>[];
};

/** Rows in the order of their columns below; flags are 0 and 1. */
type CommitRow = [sha: string, parents: string, authoredAt: number, committedAt: number, reverts: string];
type ChangeRow = [
  id: string,
  kind: ChangeFact['kind'],
  number: number | null,
  sha: string,
  authoredAt: number,
  firstCommitAt: number | null,
  openedAt: number | null,
  readyAt: number | null,
  firstReviewAt: number | null,
  mergedAt: number,
  bot: number,
  revertsNumber: number | null,
  mendsNumber: number | null,
  url: string | null,
];
type DeploymentRow = [
  id: string,
  service: string,
  environment: string,
  production: number,
  version: string,
  sha: string,
  startedAt: number,
  finishedAt: number,
  outcome: DeploymentFact['outcome'],
];
type DeployedRow = [
  change: string,
  service: string,
  firstCommitAt: number,
  mergedAt: number,
  bot: number,
  deployment: string | null,
  deployedAt: number | null,
  baseline: number,
  readyAt: number | null,
  firstReviewAt: number | null,
];
type RunRow = [
  id: string,
  workflow: string,
  sha: string,
  attempt: number,
  finishedAt: number,
  outcome: RunFact['outcome'],
];
type VerdictRow = [
  id: string,
  kind: DeploymentKind,
  changes: number,
  baseline: number,
  failed: number,
  failedBecause: FailureEvidence | null,
  recoveredAt: number | null,
];

/** Everything stored of a repository that says where its changes came from and where they went. */
export async function readLinkInput(database: Database, repository: number): Promise<LinkInput> {
  const read = <R extends readonly Value[]>(columns: string, table: string) =>
    database.arrays<R>(`SELECT ${columns} FROM ${table} WHERE repository = $1`, [repository]);
  const [commits, pullHeads, changes, deployments, incidents, runs] = await Promise.all([
    read<CommitRow>('sha, parents, authored_at, committed_at, reverts', 'commits'),
    read<[number: number, sha: string]>('number, sha', 'pull_heads'),
    read<ChangeRow>(
      `id, kind, number, sha, authored_at, given_first_commit_at, opened_at, ready_at, first_review_at, merged_at, bot,
        reverts_number, mends_number, url`,
      'changes'
    ),
    read<DeploymentRow>(
      'id, service, environment, production, version, sha, started_at, finished_at, outcome',
      'deployments'
    ),
    database.rows<Stored<LinkInput['incidents'][number]>>(
      `SELECT id, service, opened_at AS "openedAt", resolved_at AS "resolvedAt", caused_by AS "causedBy"
        FROM incidents WHERE repository = $1`,
      [repository]
    ),
    read<RunRow>('id, workflow, sha, attempt, finished_at, outcome', 'runs'),
  ]);
  return {
    commits: commits.map(([sha, parents, authoredAt, committedAt, reverts]) => ({
      sha,
      parents: words(parents),
      authoredAt,
      committedAt,
      reverts: words(reverts),
    })),
    pullHeads: pullHeads.map(([number, sha]) => ({ number, sha })),
    changes: changes.map(
      ([
        id,
        kind,
        number,
        sha,
        authoredAt,
        firstCommitAt,
        openedAt,
        readyAt,
        firstReviewAt,
        mergedAt,
        bot,
        reverts,
        mends,
        url,
      ]) => ({
        id,
        kind,
        ...(number !== null && { number }),
        sha,
        authoredAt,
        ...(firstCommitAt !== null && { firstCommitAt }),
        ...(openedAt !== null && { openedAt }),
        ...(readyAt !== null && { readyAt }),
        ...(firstReviewAt !== null && { firstReviewAt }),
        mergedAt,
        bot: bot === 1,
        ...(reverts !== null && { revertsNumber: reverts }),
        ...(mends !== null && { mendsNumber: mends }),
        ...(url !== null && { url }),
      })
    ),
    incidents: incidents.map((row) => present<LinkInput['incidents'][number]>(row)),
    deployments: deployments.map(
      ([id, service, environment, production, version, sha, startedAt, finishedAt, outcome]) => ({
        id,
        service,
        environment,
        production: production === 1,
        version,
        sha,
        startedAt,
        finishedAt,
        outcome,
      })
    ),
    runs: runs.map(([id, workflow, sha, attempt, finishedAt, outcome]) => ({
      id,
      workflow,
      sha,
      attempt,
      finishedAt,
      outcome,
    })),
  };
}

/** What is stored of a repository's links at present. */
export async function readDerived(database: Database, repository: number): Promise<Derived> {
  const read = <R extends readonly Value[]>(columns: string, from: string) =>
    database.arrays<R>(`SELECT ${columns} FROM ${from}`, [repository]);
  const [origins, deployed, verdicts, incidents, runs] = await Promise.all([
    read<[id: string, firstCommitAt: number, basis: Basis]>(
      'id, first_commit_at, basis',
      'changes WHERE repository = $1 AND first_commit_at IS NOT NULL'
    ),
    read<DeployedRow>(
      'change, service, first_commit_at, merged_at, bot, deployment, deployed_at, baseline, ready_at, first_review_at',
      'change_deployments WHERE repository = $1'
    ),
    read<VerdictRow>(
      'id, kind, changes, baseline, failed, failed_because, recovered_at',
      'deployments WHERE repository = $1'
    ),
    database.rows<Stored<IncidentVerdict>>('SELECT id, evidence, deployment FROM incidents WHERE repository = $1', [
      repository,
    ]),
    read<[id: string, redSince: number | null, failedBefore: number]>(
      'id, red_since, failed_before',
      'runs WHERE repository = $1'
    ),
  ]);
  return {
    origins: origins.map(([id, firstCommitAt, basis]) => ({ id, firstCommitAt, basis })),
    changeDeployments: deployed.map(
      ([change, service, firstCommitAt, mergedAt, bot, deployment, deployedAt, baseline, readyAt, firstReviewAt]) => ({
        change,
        service,
        firstCommitAt,
        mergedAt,
        bot: bot === 1,
        ...(readyAt !== null && { readyAt }),
        ...(firstReviewAt !== null && { firstReviewAt }),
        ...(deployment !== null && { deployment }),
        ...(deployedAt !== null && { deployedAt }),
        baseline: baseline === 1,
      })
    ),
    verdicts: verdicts.map(([id, kind, changes, baseline, failed, failedBecause, recoveredAt]) => ({
      id,
      kind,
      changes,
      baseline: baseline === 1,
      failed: failed === 1,
      ...(failedBecause !== null && { failedBecause }),
      ...(recoveredAt !== null && { recoveredAt }),
    })),
    incidents: incidents.map((row) => present<IncidentVerdict>(row)),
    runs: runs.map(([id, redSince, failedBefore]) => ({
      id,
      ...(redSince !== null && { redSince }),
      failedBefore: failedBefore === 1,
    })),
  };
}

/** Reads what is stored, compares, and writes what differs. */
export async function writeLinks(
  database: Database,
  repository: number,
  derived: Derived,
  linked: string
): Promise<void> {
  const current = await readDerived(database, repository);
  for (const batch of linkStatements(repository, derived, current, linked)) await database.write(batch);
}

const none: readonly string[] = [];

function words(text: string): readonly string[] {
  return text === '' ? none : text.split(' ');
}
