/** Deployments, their statuses and releases in REST. */
import { iso, nodeId } from '../ids.ts';
import type { Repository } from '../state.ts';
import type { Deployment, DeploymentStatus, Release } from '../state-delivery.ts';
import { userBody } from './account.ts';
import { apiUrl, htmlUrl, type Addresses, type Body } from './addresses.ts';
import { timeOrNull } from './work.ts';

export function deploymentBody(addresses: Addresses, repository: Repository, deployment: Deployment): Body {
  const url = apiUrl(addresses, repository, `/deployments/${deployment.id}`);
  return {
    url,
    id: deployment.id,
    node_id: nodeId('Deployment', repository.id, deployment.id),
    task: deployment.task,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: iso(deployment.createdAt),
    updated_at: iso(deployment.statuses.at(-1)?.at ?? deployment.createdAt),
    statuses_url: `${url}/statuses`,
    repository_url: apiUrl(addresses, repository),
    creator: deployment.creator ? userBody(addresses, deployment.creator) : null,
    sha: deployment.sha,
    ref: deployment.ref,
    payload: deployment.payload,
    transient_environment: false,
    production_environment: deployment.environment === 'production',
    performed_via_github_app: null,
  };
}

export function statusBody(
  addresses: Addresses,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatus
): Body {
  const url = apiUrl(addresses, repository, `/deployments/${deployment.id}`);
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', repository.id, status.id),
    state: status.state,
    creator: deployment.creator ? userBody(addresses, deployment.creator) : null,
    description: status.description,
    environment: deployment.environment,
    target_url: '',
    created_at: iso(status.at),
    updated_at: iso(status.at),
    deployment_url: url,
    repository_url: apiUrl(addresses, repository),
    environment_url: '',
    log_url: '',
    performed_via_github_app: null,
  };
}

export function releaseBody(addresses: Addresses, repository: Repository, release: Release): Body {
  const url = apiUrl(addresses, repository, `/releases/${release.id}`);
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: htmlUrl(addresses, repository, `/releases/tag/${release.tag}`),
    id: release.id,
    author: userBody(addresses, release.author),
    node_id: nodeId('Release', repository.id, release.id),
    tag_name: release.tag,
    target_commitish: repository.defaultBranch,
    name: release.name,
    draft: release.draft,
    immutable: false,
    prerelease: release.prerelease,
    created_at: iso(release.createdAt),
    updated_at: iso(release.publishedAt ?? release.createdAt),
    published_at: timeOrNull(release.publishedAt),
    assets: [],
    tarball_url: apiUrl(addresses, repository, `/tarball/${release.tag}`),
    zipball_url: apiUrl(addresses, repository, `/zipball/${release.tag}`),
    body: null,
  };
}
