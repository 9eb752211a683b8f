import type {
  ChangeDeployment,
  ChangeFact,
  ChangeOrigin,
  CommitFact,
  DeploymentFact,
  DeploymentVerdict,
  PullHeadFact,
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
    'id' | 'kind' | 'number' | 'sha' | 'authoredAt' | 'firstCommitAt' | 'mergedAt' | 'bot'
  >[];
  readonly deployments: readonly Omit<DeploymentFact, 'fact' | 'repository' | 'url'>[];
};

type ChangeRow = Flagged<LinkInput['changes'][number], 'bot'>;
type DeploymentRow = Flagged<LinkInput['deployments'][number], 'production'>;
type DeployedRow = Flagged<ChangeDeployment, 'bot' | 'baseline'>;
type VerdictRow = Flagged<DeploymentVerdict, 'baseline' | 'failed'>;

/** Everything stored of a repository that says where its changes came from and where they went. */
export async function readLinkInput(database: Database, repository: number): Promise<LinkInput> {
  const [commits, pullHeads, changes, deployments] = await Promise.all([
    database.arrays<readonly [string, string, number, number, string]>(
      'SELECT sha, parents, authored_at, committed_at, reverts FROM commits WHERE repository = $1',
      [repository]
    ),
    database.rows<{ number: number; sha: string }>('SELECT number, sha FROM pull_heads WHERE repository = $1', [
      repository,
    ]),
    database.rows<Stored<ChangeRow>>(
      `SELECT id, kind, number, sha, authored_at AS "authoredAt", given_first_commit_at AS "firstCommitAt",
        merged_at AS "mergedAt", bot FROM changes WHERE repository = $1`,
      [repository]
    ),
    database.rows<Stored<DeploymentRow>>(
      `SELECT id, service, environment, production, version, sha, started_at AS "startedAt",
        finished_at AS "finishedAt", outcome FROM deployments WHERE repository = $1`,
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
  };
}

/** What is stored of a repository's links at present. */
export async function readDerived(database: Database, repository: number): Promise<Derived> {
  const [origins, deployed, verdicts] = await Promise.all([
    database.rows<Stored<ChangeOrigin>>(
      `SELECT id, first_commit_at AS "firstCommitAt", basis FROM changes
        WHERE repository = $1 AND first_commit_at IS NOT NULL`,
      [repository]
    ),
    database.rows<Stored<DeployedRow>>(
      `SELECT change, service, first_commit_at AS "firstCommitAt", merged_at AS "mergedAt", bot, deployment,
        deployed_at AS "deployedAt", baseline FROM change_deployments WHERE repository = $1`,
      [repository]
    ),
    database.rows<Stored<VerdictRow>>(
      `SELECT id, kind, changes, baseline, failed, failed_because AS "failedBecause", recovered_at AS "recoveredAt"
        FROM deployments WHERE repository = $1`,
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
