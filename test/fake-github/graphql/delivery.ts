/** Deployments with their statuses, releases. */
import { iso, nodeId } from '../ids.ts';
import { fullName, type Repository } from '../state.ts';
import type { Deployment, DeploymentStatus, Release } from '../state-delivery.ts';
import { actorView } from './actor.ts';
import { commitView, refView } from './commit.ts';
import { connection, type PageArguments } from './connection.ts';
import { repositoryView } from './repository.ts';
import type { View, World } from './world.ts';

/** The deployment's own state, which follows its latest status: a success shows as ACTIVE until a later one succeeds. */
const states = {
  queued: 'QUEUED',
  pending: 'PENDING',
  in_progress: 'IN_PROGRESS',
  success: 'ACTIVE',
  failure: 'FAILURE',
  error: 'ERROR',
  inactive: 'INACTIVE',
};

export function deploymentView(world: World, repository: Repository, deployment: Deployment): View {
  const latest = deployment.statuses.at(-1);
  return {
    __typename: 'Deployment',
    id: nodeId('Deployment', repository.id, deployment.id),
    databaseId: deployment.id,
    environment: deployment.environment,
    latestEnvironment: deployment.environment,
    originalEnvironment: deployment.environment,
    state: latest ? states[latest.state] : 'PENDING',
    task: deployment.task,
    description: deployment.description,
    payload: JSON.stringify(deployment.payload),
    commitOid: deployment.sha,
    commit: () => commitView(world, repository, deployment.sha),
    ref: () =>
      refView(world, repository, `refs/heads/${deployment.ref}`) ??
      refView(world, repository, `refs/tags/${deployment.ref}`),
    creator: actorView(world, deployment.creator),
    createdAt: iso(deployment.createdAt),
    updatedAt: iso(latest?.at ?? deployment.createdAt),
    repository: () => repositoryView(world, repository),
    latestStatus: () => (latest ? statusView(world, repository, deployment, latest) : null),
    statuses: (page: PageArguments) =>
      connection(page, {
        name: 'statuses',
        items: deployment.statuses,
        key: (_, index) => [index],
        descending: true,
        view: (status) => statusView(world, repository, deployment, status),
      }),
  };
}

function statusView(world: World, repository: Repository, deployment: Deployment, status: DeploymentStatus): View {
  return {
    __typename: 'DeploymentStatus',
    id: nodeId('DeploymentStatus', repository.id, status.id),
    state: status.state.toUpperCase(),
    description: status.description,
    environment: deployment.environment,
    environmentUrl: null,
    logUrl: null,
    creator: actorView(world, deployment.creator),
    createdAt: iso(status.at),
    updatedAt: iso(status.at),
    deployment: () => deploymentView(world, repository, deployment),
  };
}

export function releaseView(world: World, repository: Repository, release: Release): View {
  return {
    __typename: 'Release',
    id: nodeId('Release', repository.id, release.id),
    databaseId: release.id,
    name: release.name,
    tagName: release.tag,
    tag: () => refView(world, repository, `refs/tags/${release.tag}`),
    tagCommit: () => commitView(world, repository, release.sha),
    description: null,
    isDraft: release.draft,
    isPrerelease: release.prerelease,
    isLatest: release === latestRelease(repository),
    author: actorView(world, release.author),
    createdAt: iso(release.createdAt),
    publishedAt: release.publishedAt === null ? null : iso(release.publishedAt),
    updatedAt: iso(release.publishedAt ?? release.createdAt),
    url: `${world.html}/${fullName(repository)}/releases/tag/${release.tag}`,
    repository: () => repositoryView(world, repository),
  };
}

function latestRelease(repository: Repository): Release | undefined {
  const published = repository.releases.filter((each) => !each.draft && !each.prerelease);
  return published.sort((left, right) => (right.publishedAt ?? 0) - (left.publishedAt ?? 0))[0];
}
