import type { z } from 'zod';
import type { Change, Deployment, Incident } from '../contract.ts';
import { requireRepository, requireTeam } from '../known.ts';
import { operation } from '../operation.ts';
import { factParameters } from '../parameters.ts';
import { changesSchema, deploymentsSchema, incidentsSchema } from '../schemas.ts';
import type { ChangeRecord, DeploymentRecord, FactQuery, IncidentRecord, Services } from '../services.ts';
import { utc, utcIf } from '../time.ts';

export const changes = operation({
  path: '/api/v1/changes',
  summary: 'The changes behind a number, by the time they were merged.',
  query: factParameters,
  answer: changesSchema,
  respond: async (query, services) => {
    const { items, next } = await services.changes(await factQuery(query, services));
    return { items: items.map(change), next };
  },
});

export const deployments = operation({
  path: '/api/v1/deployments',
  summary: 'The deployments behind a number, by the time they finished.',
  query: factParameters,
  answer: deploymentsSchema,
  respond: async (query, services) => {
    const { items, next } = await services.deployments(await factQuery(query, services));
    return { items: items.map(deployment), next };
  },
});

export const incidents = operation({
  path: '/api/v1/incidents',
  summary: 'The incidents behind a number, by the time they were opened.',
  query: factParameters,
  answer: incidentsSchema,
  respond: async (query, services) => {
    const { items, next } = await services.incidents(await factQuery(query, services));
    return { items: items.map(incident), next };
  },
});

async function factQuery(query: z.output<typeof factParameters>, services: Services): Promise<FactQuery> {
  const { repository, team, from = -Infinity, to = Infinity, limit, cursor } = query;
  if (team !== undefined) requireTeam(team, services);
  if (repository !== undefined) await requireRepository(repository, services);
  return {
    ...(repository !== undefined && { repository }),
    ...(team !== undefined && { team }),
    range: { from, to },
    limit,
    ...(cursor !== undefined && { cursor }),
  };
}

function change(record: ChangeRecord): Change {
  const { id, kind, number, repository, title, sha, deployment, basis, bot, url } = record;
  return {
    id,
    kind,
    number,
    repository,
    title,
    sha,
    first_commit_at: utc(record.firstCommitAt),
    opened_at: utcIf(record.openedAt),
    first_review_at: utcIf(record.firstReviewAt),
    merged_at: utc(record.mergedAt),
    deployed_at: utcIf(record.deployedAt),
    deployment,
    basis,
    // A git history does not tell bots from people: where nothing says bot, nothing is said.
    bot: bot || undefined,
    url,
  };
}

function deployment(record: DeploymentRecord): Deployment {
  const { id, repository, service, environment, version, sha, outcome, kind, changes, failed, url } = record;
  return {
    id,
    repository,
    service,
    environment,
    version,
    sha,
    started_at: utc(record.startedAt),
    finished_at: utc(record.finishedAt),
    outcome,
    kind,
    changes,
    failed,
    failed_because: record.failedBecause,
    recovered_at: utcIf(record.recoveredAt),
    url,
  };
}

function incident({ openedAt, resolvedAt, ...record }: IncidentRecord): Incident {
  const { id, repository, service, deployment, evidence, url } = record;
  return {
    id,
    repository,
    service,
    opened_at: utc(openedAt),
    resolved_at: utcIf(resolvedAt),
    deployment,
    evidence,
    url,
  };
}
