/** Repositories, and lists of them by owner. */
import { iso, nodeId } from '../ids.ts';
import { fullName, type Repository } from '../state.ts';
import type { Deployment, Release } from '../state-delivery.ts';
import { visible } from '../visible.ts';
import { actorView } from './actor.ts';
import { commitView, refConnection, refView, type RefArguments } from './commit.ts';
import { connection, type PageArguments } from './connection.ts';
import { deploymentView, releaseView } from './delivery.ts';
import { GithubError } from './error.ts';
import { issueView } from './issue.ts';
import { issueConnection, ordered, pullConnection, type Order } from './lists.ts';
import { pullView } from './pull.ts';
import type { View, World } from './world.ts';
import { labelView, milestoneView } from './work.ts';

export function repositoryView(world: World, repository: Repository): View {
  const path = `/${fullName(repository)}`;
  const view = {
    __typename: 'Repository',
    id: nodeId('Repository', 0, repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: fullName(repository),
    owner: actorView(world, repository.owner),
    url: `${world.html}${path}`,
    resourcePath: path,
    sshUrl: `git@${new URL(world.html).hostname}:${fullName(repository)}.git`,
    description: null,
    isArchived: repository.archived,
    archivedAt: repository.archived ? iso(repository.updatedAt) : null,
    isDisabled: repository.access === 'legal' || repository.access === 'blocked',
    isEmpty: repository.branches.size === 0,
    isFork: repository.fork,
    isPrivate: repository.private,
    isLocked: false,
    isMirror: false,
    isTemplate: false,
    visibility: repository.private ? 'PRIVATE' : 'PUBLIC',
    hasIssuesEnabled: repository.hasIssues,
    diskUsage: repository.commits.size,
    createdAt: iso(repository.createdAt),
    updatedAt: iso(repository.updatedAt),
    pushedAt: repository.branches.size === 0 ? null : iso(repository.pushedAt),
    defaultBranchRef: () => refView(world, repository, `refs/heads/${repository.defaultBranch}`),
  };
  return { ...view, ...lists(world, repository), ...single(world, repository) };
}

function lists(world: World, repository: Repository): Record<string, unknown> {
  return {
    pullRequests: pullConnection(world, repository),
    issues: issueConnection(world, repository),
    refs: (page: RefArguments) => refConnection(world, repository, page),
    deployments: (page: PageArguments & Order & { environments?: readonly string[] | null }) =>
      connection(page, {
        name: 'deployments',
        items: repository.deployments.filter((each) => page.environments?.includes(each.environment) ?? true),
        ...ordered<Deployment>(page, { CREATED_AT: (each) => each.createdAt }, (each) => each.id),
        view: (each) => deploymentView(world, repository, each),
      }),
    releases: (page: PageArguments & Order) =>
      connection(page, {
        name: 'releases',
        items: repository.releases.filter(
          (each) => !each.draft || world.credential?.permissions['contents'] === 'write'
        ),
        ...ordered<Release>(
          page,
          { CREATED_AT: (each) => each.createdAt, NAME: (each) => each.name ?? '' },
          (each) => each.id
        ),
        view: (each) => releaseView(world, repository, each),
      }),
    labels: (page: PageArguments) =>
      connection(page, {
        name: 'labels',
        items: [...repository.labels.values()],
        key: (each) => [each.id],
        view: (each) => labelView(world, repository, each),
      }),
    milestones: (page: PageArguments) =>
      connection(page, {
        name: 'milestones',
        items: [...repository.milestones.values()],
        key: (each) => [each.number],
        view: (each) => milestoneView(world, repository, each),
      }),
  };
}

function single(world: World, repository: Repository): Record<string, unknown> {
  const none = (what: string, by: string) => new GithubError('NOT_FOUND', `Could not resolve to ${what} ${by}.`);
  return {
    pullRequest: ({ number }: { number: number }) => {
      const pull = repository.pulls.get(number);
      if (!pull) throw none('a PullRequest', `with the number of ${number}`);
      return pullView(world, repository, pull);
    },
    issue: ({ number }: { number: number }) => {
      const issue = repository.issues.get(number);
      if (!issue) throw none('an Issue', `with the number of ${number}`);
      return issueView(world, repository, issue);
    },
    release: ({ tagName }: { tagName: string }) => {
      const release = repository.releases.find((each) => each.tag === tagName);
      return release ? releaseView(world, repository, release) : null;
    },
    ref: ({ qualifiedName }: { qualifiedName: string }) => refView(world, repository, qualifiedName),
    object: ({ oid, expression }: { oid?: string | null; expression?: string | null }) => {
      const name = oid ?? expression ?? '';
      const branch = name === 'HEAD' ? repository.defaultBranch : name;
      const tag = repository.tags.get(name)?.commit;
      return commitView(world, repository, repository.branches.get(branch) ?? tag ?? name);
    },
  };
}

type RepositoryArguments = PageArguments &
  Order & {
    readonly isArchived?: boolean | null;
    readonly isFork?: boolean | null;
    readonly hasIssuesEnabled?: boolean | null;
    readonly privacy?: 'PUBLIC' | 'PRIVATE' | null;
    readonly visibility?: 'PUBLIC' | 'PRIVATE' | 'INTERNAL' | null;
  };

/** What the token may see of the owner's repositories. */
export function repositoriesOf(world: World, login: string) {
  return (page: RepositoryArguments) => {
    const { isArchived, isFork, hasIssuesEnabled } = page;
    const privacy = page.privacy ?? page.visibility;
    return connection(page, {
      name: 'repositories',
      items: world.state.repositories.filter(
        (each) =>
          each.owner.login === login &&
          visible(each, world.credential) &&
          (isArchived == null || each.archived === isArchived) &&
          (isFork == null || each.fork === isFork) &&
          (hasIssuesEnabled == null || each.hasIssues === hasIssuesEnabled) &&
          (privacy == null || each.private === (privacy === 'PRIVATE'))
      ),
      ...ordered<Repository>(
        page,
        {
          NAME: (each) => each.name,
          CREATED_AT: (each) => each.createdAt,
          UPDATED_AT: (each) => each.updatedAt,
          PUSHED_AT: (each) => each.pushedAt,
        },
        (each) => each.id
      ),
      view: (each) => repositoryView(world, each),
    });
  };
}
