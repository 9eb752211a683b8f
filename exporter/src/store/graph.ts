import type {
  ChangeDeployment,
  ChangeFact,
  ChangeOrigin,
  CommitFact,
  DeploymentFact,
  DeploymentVerdict,
  IncidentFact,
  IncidentVerdict,
  PullHeadFact,
  RunFact,
  RunVerdict,
} from '#domain/facts.ts';
import type { Database } from './database.ts';
import { linkStatements } from './links.ts';
import type { Derived } from './links.ts';
import { type Flagged, type Stored, present } from './present.ts';

/** The facts of one repository that the link step reads; what it does not need stays in the store. */
export type LinkInput = {
  readonly commits: readonly Omit<CommitFact, 'fact' | 'repository'>[];
  readonly pullHeads: readonly Omit<PullHeadFact, 'fact' | 'repository'>[];
  readonly changes: readonly Pick<
    ChangeFact,
    | 'id'
    | 'kind'
    | 'number'
    | 'sha'
    | 'authoredAt'
    | 'firstCommitAt'
    | 'openedAt'
    | 'readyAt'
    | 'firstReviewAt'
    | 'mergedAt'
    | 'bot'
    | 'revertsNumber'
    | 'url'
  >[];
  readonly deployments: readonly Omit<DeploymentFact, 'fact' | 'repository' | 'url'>[];
  readonly incidents: readonly Omit<IncidentFact, 'fact' | 'repository' | 'url'>[];
  readonly runs: readonly Pick<RunFact, 'id' | 'workflow' | 'sha' | 'attempt' | 'finishedAt' | 'outcome'>[];
};

type ChangeRow = Flagged<LinkInput['changes'][number], 'bot'>;
type DeploymentRow = Flagged<LinkInput['deployments'][number], 'production'>;
type DeployedRow = Flagged<ChangeDeployment, 'bot' | 'baseline'>;
type RunRow = Flagged<RunVerdict, 'failedBefore'>;
type VerdictRow = Flagged<DeploymentVerdict, 'baseline' | 'failed'>;

/** Everything stored of a repository that says where its changes came from and where they went. */
export async function readLinkInput(database: Database, repository: number): Promise<LinkInput> {
  const [commits, pullHeads, changes, deployments, incidents, runs] = await Promise.all([
    database.arrays<readonly [string, string, number, number, string]>(
      'SELECT sha, parents, authored_at, committed_at, reverts FROM commits WHERE repository = $1',
      [repository]
    ),
    database.rows<{ number: number; sha: string }>('SELECT number, sha FROM pull_heads WHERE repository = $1', [
      repository,
    ]),
    database.rows<Stored<ChangeRow>>(
      `SELECT id, kind, number, sha, authored_at AS "authoredAt", given_first_commit_at AS "firstCommitAt",
        opened_at AS "openedAt", ready_at AS "readyAt", first_review_at AS "firstReviewAt", merged_at AS "mergedAt", bot,
        reverts_number AS "revertsNumber", url
        FROM changes WHERE repository = $1`,
      [repository]
    ),
    database.rows<Stored<DeploymentRow>>(
      `SELECT id, service, environment, production, version, sha, started_at AS "startedAt",
        finished_at AS "finishedAt", outcome FROM deployments WHERE repository = $1`,
      [repository]
    ),
    database.rows<Stored<LinkInput['incidents'][number]>>(
      `SELECT id, service, opened_at AS "openedAt", resolved_at AS "resolvedAt", caused_by AS "causedBy"
        FROM incidents WHERE repository = $1`,
      [repository]
    ),
    database.rows<LinkInput['runs'][number]>(
      `SELECT id, workflow, sha, attempt, finished_at AS "finishedAt", outcome FROM runs WHERE repository = $1`,
      [repository]
    ),
  ]);
  return {
    commits: commits.map(([sha, parents, authoredAt, committedAt, reverts]) => ({
      sha,
      parents: words(parents),
      authoredAt,
      committedAt,
      reverts: words(reverts),
    })),
    pullHeads,
    changes: changes.map((row) => ({ ...present<ChangeRow>(row), bot: row.bot === 1 })),
    deployments: deployments.map((row) => ({
      ...present<DeploymentRow>(row),
      production: row.production === 1,
    })),
    incidents: incidents.map((row) => present<LinkInput['incidents'][number]>(row)),
    runs,
  };
}

/** What is stored of a repository's links at present. */
export async function readDerived(database: Database, repository: number): Promise<Derived> {
  const [origins, deployed, verdicts, incidents, runs] = await Promise.all([
    database.rows<Stored<ChangeOrigin>>(
      `SELECT id, first_commit_at AS "firstCommitAt", basis FROM changes
        WHERE repository = $1 AND first_commit_at IS NOT NULL`,
      [repository]
    ),
    database.rows<Stored<DeployedRow>>(
      `SELECT change, service, first_commit_at AS "firstCommitAt", merged_at AS "mergedAt", bot, ready_at AS "readyAt",
        first_review_at AS "firstReviewAt", deployment, deployed_at AS "deployedAt", baseline FROM change_deployments WHERE repository = $1`,
      [repository]
    ),
    database.rows<Stored<VerdictRow>>(
      `SELECT id, kind, changes, baseline, failed, failed_because AS "failedBecause", recovered_at AS "recoveredAt"
        FROM deployments WHERE repository = $1`,
      [repository]
    ),
    database.rows<Stored<IncidentVerdict>>('SELECT id, evidence, deployment FROM incidents WHERE repository = $1', [
      repository,
    ]),
    database.rows<Stored<RunRow>>(
      `SELECT id, red_since AS "redSince", failed_before AS "failedBefore" FROM runs WHERE repository = $1`,
      [repository]
    ),
  ]);
  return {
    origins: origins.map((row) => present<ChangeOrigin>(row)),
    changeDeployments: deployed.map((row) => ({
      ...present<DeployedRow>(row),
      bot: row.bot === 1,
      baseline: row.baseline === 1,
    })),
    verdicts: verdicts.map((row) => ({
      ...present<VerdictRow>(row),
      baseline: row.baseline === 1,
      failed: row.failed === 1,
    })),
    incidents: incidents.map((row) => present<IncidentVerdict>(row)),
    runs: runs.map((row) => ({ ...present<RunRow>(row), failedBefore: row.failedBefore === 1 })),
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
