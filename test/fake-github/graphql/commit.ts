/** Commits, refs and tags. */
import { iso, nodeId } from '../ids.ts';
import { fullName, type Commit, type Repository } from '../state.ts';
import { actorView, gitActorView } from './actor.ts';
import { connection, type PageArguments } from './connection.ts';
import { GithubError } from './error.ts';
import { pullView } from './pull.ts';
import type { View, World } from './world.ts';
import { repositoryView } from './repository.ts';
import { ancestors } from '../graph.ts';

export function commitView(world: World, repository: Repository, sha: string): View | null {
  const commit = repository.commits.get(sha);
  if (!commit) return null;
  const [headline = '', ...body] = commit.message.split('\n');
  const url = `${world.html}/${fullName(repository)}/commit/${sha}`;
  const sum = (of: 'additions' | 'deletions') => commit.files.reduce((total, file) => total + file[of], 0);
  return {
    __typename: 'Commit',
    id: nodeId('Commit', repository.id, sha),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    url,
    commitUrl: url,
    message: commit.message,
    messageHeadline: headline,
    messageBody: body.join('\n').trim(),
    authoredDate: iso(commit.authoredAt),
    committedDate: iso(commit.committedAt),
    author: gitActorView(world, commit.author, commit.authoredAt),
    committer: gitActorView(world, commit.author, commit.committedAt),
    additions: sum('additions'),
    deletions: sum('deletions'),
    changedFilesIfAvailable: commit.files.length,
    repository: () => repositoryView(world, repository),
    parents: (page: PageArguments) =>
      connection(page, {
        name: 'parents',
        items: commit.parents,
        key: (_, index) => [index],
        view: (parent) => commitView(world, repository, parent),
      }),
    associatedPullRequests: (page: PageArguments) =>
      connection(page, {
        name: 'associatedPullRequests',
        items: [...repository.pulls.values()].filter((pull) => pull.mergeSha === sha || pull.commits.includes(sha)),
        key: (pull) => [pull.number],
        view: (pull) => pullView(world, repository, pull),
      }),
    history: (page: PageArguments & { since?: string; until?: string }) => history(world, repository, commit, page),
  };
}

function history(
  world: World,
  repository: Repository,
  head: Commit,
  page: PageArguments & { since?: string; until?: string }
) {
  const since = page.since ? Date.parse(page.since) : -Infinity;
  const until = page.until ? Date.parse(page.until) : Infinity;
  const reached = ancestors(repository, [head.sha]);
  return connection(page, {
    name: 'history',
    items: reached.filter((each) => each.committedAt >= since && each.committedAt <= until),
    key: (each) => [-each.committedAt, each.sha],
    view: (each) => commitView(world, repository, each.sha),
  });
}

export type RefArguments = PageArguments & {
  readonly refPrefix: string;
  readonly query?: string | null;
  readonly direction?: 'ASC' | 'DESC' | null;
  readonly orderBy?: { readonly field: 'TAG_COMMIT_DATE' | 'ALPHABETICAL'; readonly direction: 'ASC' | 'DESC' } | null;
};

export function refConnection(world: World, repository: Repository, page: RefArguments) {
  const { refPrefix: prefix, query, orderBy } = page;
  if (prefix !== 'refs/heads/' && prefix !== 'refs/tags/') {
    throw new GithubError('UNPROCESSABLE', `The fake lists refs/heads/ and refs/tags/, not ${prefix}`);
  }
  const names = prefix === 'refs/heads/' ? repository.branches.keys() : repository.tags.keys();
  const date = (name: string) => {
    const tag = repository.tags.get(name);
    return tag?.annotated?.taggedAt ?? repository.commits.get(tag?.commit ?? '')?.committedAt ?? 0;
  };
  return connection(page, {
    name: 'refs',
    items: [...names].filter((name) => !query || name.includes(query)),
    key: (name) => (orderBy?.field === 'TAG_COMMIT_DATE' ? [date(name), name] : [name]),
    descending: (orderBy?.direction ?? page.direction) === 'DESC',
    view: (name) => refView(world, repository, `${prefix}${name}`),
  });
}

/** `qualified` is refs/heads/x or refs/tags/x. */
export function refView(world: World, repository: Repository, qualified: string): View | null {
  const [, prefix, name] = /^(refs\/(?:heads|tags)\/)(.+)$/.exec(qualified) ?? [];
  if (prefix === undefined || name === undefined) return null;
  const tag = repository.tags.get(name);
  const branch = repository.branches.get(name);
  const target =
    prefix === 'refs/heads/' ? branch && commitView(world, repository, branch) : tag && tagTarget(name, tag);
  if (!target) return null;
  const id = nodeId('Ref', repository.id, qualified);
  return { __typename: 'Ref', id, name, prefix, target, repository: () => repositoryView(world, repository) };

  function tagTarget(tagName: string, { commit, annotated }: NonNullable<typeof tag>): View | null {
    if (!annotated) return commitView(world, repository, commit);
    const tagger = { ...gitActorView(world, null, annotated.taggedAt), user: actorView(world, null) };
    return {
      __typename: 'Tag',
      id: nodeId('Tag', repository.id, tagName),
      oid: annotated.sha,
      abbreviatedOid: annotated.sha.slice(0, 7),
      name: tagName,
      message: tagName,
      tagger,
      target: () => commitView(world, repository, commit),
    };
  }
}
