/** The root of every query. */
import { readNodeId } from '../ids.ts';
import type { Repository } from '../state.ts';
import { findRepository, visible } from '../visible.ts';
import { actorView } from './actor.ts';
import { deploymentView, releaseView } from './delivery.ts';
import { GithubError } from './error.ts';
import { issueView } from './issue.ts';
import { pullView, reviewView } from './pull.ts';
import { repositoriesOf, repositoryView } from './repository.ts';
import type { View, World } from './world.ts';

type Login = { readonly login: string };

export function queryRoot(world: World, rateLimit: View | null): Record<string, unknown> {
  return {
    rateLimit: () => rateLimit,
    viewer: () => (world.credential ? owner(world, world.credential.owner.login) : null),
    organization: ({ login }: Login) => owner(world, login, 'Organization', 'an Organization'),
    user: ({ login }: Login) => owner(world, login, 'User', 'a User'),
    repositoryOwner: ({ login }: Login) => (world.state.accounts.has(login) ? owner(world, login) : null),
    repository: (wanted: { owner: string; name: string; followRenames?: boolean }) => repositoryByName(world, wanted),
    node: ({ id }: { id: string }) => node(world, id),
    nodes: ({ ids }: { ids: readonly string[] }) => ids.map((id) => () => node(world, id)).map(attempt),
  };
}

/** One bad id of a list makes one error and one null. */
function attempt(find: () => View): View | Error {
  try {
    return find();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function owner(world: World, login: string, kind?: 'User' | 'Organization', what = 'an account'): View {
  const account = world.state.accounts.get(login);
  const view = actorView(world, account);
  if (!view || (kind && account?.kind !== kind)) {
    throw new GithubError('NOT_FOUND', `Could not resolve to ${what} with the login of '${login}'.`);
  }
  const repository = ({ name }: { name: string }) => repositoryByName(world, { owner: login, name });
  return { ...view, repositories: repositoriesOf(world, login), repository };
}

function repositoryByName(world: World, wanted: { owner: string; name: string; followRenames?: boolean }): View {
  const path = `${wanted.owner}/${wanted.name}`;
  const found = findRepository(world.state, path);
  const missing = new GithubError('NOT_FOUND', `Could not resolve to a Repository with the name '${path}'.`);
  if (!found || (found.former && wanted.followRenames === false)) throw missing;
  return allowed(world, found.repository, missing);
}

function allowed(world: World, repository: Repository, missing: GithubError): View {
  if (!visible(repository, world.credential)) throw missing;
  if (repository.access === 'sso') {
    const grant = 'Resource protected by organization SAML enforcement. You must grant your OAuth token access.';
    throw new GithubError('FORBIDDEN', grant);
  }
  if (repository.access !== 'open') throw new GithubError('FORBIDDEN', 'Repository access blocked');
  return repositoryView(world, repository);
}

function node(world: World, id: string): View {
  const missing = new GithubError('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
  const named = readNodeId(id);
  if (!named) throw missing;
  const { kind, key } = named;
  if (kind === 'User' || kind === 'Organization' || kind === 'Bot') return owner(world, String(key));
  const home = kind === 'Repository' ? key : named.repository;
  const repository = world.state.repositories.find((each) => each.id === home);
  if (!repository) throw missing;
  const whole = allowed(world, repository, missing);
  if (kind === 'Repository') return whole;
  const [number, review] = String(key).split(':').map(Number);
  const pull = repository.pulls.get(number ?? 0);
  const issue = repository.issues.get(number ?? 0);
  const deployment = repository.deployments.find((each) => each.id === key);
  const release = repository.releases.find((each) => each.id === key);
  if (kind === 'PullRequest' && pull) return pullView(world, repository, pull);
  if (kind === 'Issue' && issue) return issueView(world, repository, issue);
  if (kind === 'Deployment' && deployment) return deploymentView(world, repository, deployment);
  if (kind === 'Release' && release) return releaseView(world, repository, release);
  const reviewed = pull?.reviews.find((each) => each.id === review);
  if (kind === 'PullRequestReview' && pull && reviewed) return reviewView(world, repository, pull, reviewed);
  throw missing;
}
