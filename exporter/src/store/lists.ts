import type { Basis, ChangeFact, DeploymentFact, DeploymentVerdict } from '#domain/facts.ts';
import type { Database } from './database.ts';
import { groupBy } from './group-by.ts';
import type { OwnedRepository } from './owned.ts';
import { ownsChange, ownsDeployment, touches } from './owned.ts';
import type { Listed, Page, Position } from './pages.ts';
import { newest, readPage } from './pages.ts';
import { type Flagged, type Stored, present } from './present.ts';
import { numbered } from './values-list.ts';

export type { Page } from './pages.ts';

/** A change with what was derived of it; `repository` is its name. */
export type ListedChange = Pick<
  ChangeFact,
  'repository' | 'id' | 'kind' | 'number' | 'sha' | 'openedAt' | 'firstReviewAt' | 'mergedAt' | 'bot' | 'title' | 'url'
> & {
  readonly firstCommitAt: number;
  readonly basis: Basis;
  /** Its first production deployment; absent: it waits for one, or its source knows none. */
  readonly deployment?: string;
  readonly deployedAt?: number;
};

/** A deployment of any environment and outcome, with what was derived of it; `repository` is its name. */
export type ListedDeployment = Omit<DeploymentFact, 'fact'> & Omit<DeploymentVerdict, 'baseline'>;

type Entries = ReadonlyMap<number, readonly OwnedRepository[]>;

/** The changes of what is owned by merge time, newest first. Throws StoreError `bad_cursor`. */
export async function listChanges(
  database: Database,
  owned: readonly OwnedRepository[],
  page: Page
): Promise<Listed<ListedChange>> {
  const entries: Entries = groupBy(owned, ({ id }) => id);
  const ids = [...entries.keys()];
  const services = [...new Set(owned.map(({ service }) => service ?? ''))];
  if (ids.length === 0) return { items: [] };
  return readPage(page, async (span, last, count) => {
    const rows = await database.rows<Stored<ChangeRow>>(
      `SELECT c.repository AS "repositoryId", r.name AS repository, c.id, c.kind, c.number, c.sha, c.title, c.url,
          COALESCE(c.first_commit_at, c.given_first_commit_at, c.authored_at) AS "firstCommitAt",
          c.opened_at AS "openedAt", c.first_review_at AS "firstReviewAt", c.merged_at AS "mergedAt", c.bot,
          COALESCE(c.basis, CASE WHEN c.kind = 'commit' THEN 'direct' ELSE 'merge_only' END) AS basis,
          c.paths, d.service, d.deployment, d.deployed_at AS "deployedAt"
        FROM (${newest('changes', 'merged_at', ids.length)}) k
        JOIN changes c ON c.repository = k.repository AND c.id = k.id
        JOIN repositories r ON r.id = c.repository
        LEFT JOIN change_deployments d ON d.repository = c.repository AND d.change = c.id
          AND d.service IN (${numbered(ids.length + 7, services.length)})
        ORDER BY c.merged_at DESC, c.repository DESC, c.id DESC, d.deployed_at`,
      [...span, ...last, count, ...ids, ...services]
    );
    // One row for each service; the earliest deployment among the reader's own counts.
    const changes = groupBy(
      rows.map((row) => present<ChangeRow>(row)),
      ({ repositoryId, id }) => `${repositoryId} ${id}`
    );
    return [...changes.values()].flatMap((candidates) => {
      const [first] = candidates;
      if (first === undefined) return [];
      const own = candidates.filter(({ repositoryId, service, paths }) =>
        entries.get(repositoryId)?.some((entry) => ownsChange(entry, service ?? null, paths ?? null))
      );
      const shown = own.find(({ deployedAt }) => deployedAt !== undefined) ?? own[0];
      const position: Position = [first.mergedAt, first.repositoryId, first.id];
      return [{ position, item: shown && listedChange(shown) }];
    });
  });
}

type ChangeRow = Flagged<ListedChange, 'bot'> & {
  readonly repositoryId: number;
  readonly paths?: string;
  readonly service?: string;
};

function listedChange({ bot, repositoryId: _, paths: __, service: ___, ...change }: ChangeRow): ListedChange {
  return { ...change, bot: bot === 1 };
}

/** The deployments of what is owned by finish time, newest first. Throws StoreError `bad_cursor`. */
export async function listDeployments(
  database: Database,
  owned: readonly OwnedRepository[],
  page: Page
): Promise<Listed<ListedDeployment>> {
  const entries: Entries = groupBy(owned, ({ id }) => id);
  const ids = [...entries.keys()];
  if (ids.length === 0) return { items: [] };
  return readPage(page, async (span, last, count) => {
    const rows = await database.rows<Stored<DeploymentRow>>(
      `SELECT d.repository AS "repositoryId", r.name AS repository, d.id, d.service, d.environment, d.production,
          d.version, d.sha, d.started_at AS "startedAt", d.finished_at AS "finishedAt", d.outcome, d.url, d.kind,
          d.changes, d.failed, d.failed_because AS "failedBecause", d.recovered_at AS "recoveredAt"
        FROM (${newest('deployments', 'finished_at', ids.length)}) k
        JOIN deployments d ON d.repository = k.repository AND d.id = k.id
        JOIN repositories r ON r.id = d.repository
        ORDER BY d.finished_at DESC, d.repository DESC, d.id DESC`,
      [...span, ...last, count, ...ids]
    );
    const deployments = rows.map((row) => present<DeploymentRow>(row));
    const carried = await carriedPaths(database, entries, deployments);
    return deployments.map(({ repositoryId, production, failed, ...deployment }) => {
      const carries = (globs: readonly string[]) =>
        (carried.get(`${repositoryId} ${deployment.id}`) ?? []).some(({ paths }) => touches(paths, globs));
      const own = entries.get(repositoryId)?.some((entry) => ownsDeployment(entry, deployment.service, carries));
      const item = { ...deployment, production: production === 1, failed: failed === 1 };
      return { position: [deployment.finishedAt, repositoryId, deployment.id], item: own === true ? item : undefined };
    });
  });
}

type DeploymentRow = Flagged<ListedDeployment, 'production' | 'failed'> & { readonly repositoryId: number };

type Carried = { readonly repository: number; readonly deployment: string; readonly paths: string | null };

/** The files of the changes that these deployments were the first to deploy, where files alone tell teams apart. */
async function carriedPaths(
  database: Database,
  entries: Entries,
  deployments: readonly DeploymentRow[]
): Promise<ReadonlyMap<string, readonly Carried[]>> {
  const split = [...entries].filter(([, owned]) =>
    owned.some(({ service, paths }) => service === undefined && paths !== undefined)
  );
  const ids = split.map(([id]) => id);
  const times = deployments.map(({ finishedAt }) => finishedAt);
  if (ids.length === 0 || times.length === 0) return new Map();
  const rows = await database.rows<Carried>(
    `SELECT d.repository, d.deployment, c.paths FROM change_deployments d
      JOIN changes c ON c.repository = d.repository AND c.id = d.change
      WHERE d.service = '' AND d.deployed_at >= $1 AND d.deployed_at <= $2
      AND d.repository IN (${numbered(3, ids.length)})`,
    [times.at(-1) ?? 0, times[0] ?? 0, ...ids]
  );
  return groupBy(rows, ({ repository, deployment }) => `${repository} ${deployment}`);
}
