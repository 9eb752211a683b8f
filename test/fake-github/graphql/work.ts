/** What pull requests and issues have in common. */
import { iso, nodeId } from '../ids.ts';
import { isMember } from '../pull-facts.ts';
import { fullName, type Repository } from '../state.ts';
import type { Issue, Label, Milestone, Pull } from '../state-work.ts';
import { actorView } from './actor.ts';
import { connection, type PageArguments } from './connection.ts';
import { projectItemView } from './project.ts';
import { repositoryView } from './repository.ts';
import { timeline } from './timeline.ts';
import type { View, World } from './world.ts';

export function workFields(world: World, repository: Repository, item: Pull | Issue, kind: 'pull' | 'issue') {
  const path = `/${fullName(repository)}/${kind === 'pull' ? 'pull' : 'issues'}/${item.number}`;
  return {
    databaseId: item.id,
    fullDatabaseId: String(item.id),
    number: item.number,
    title: item.title,
    body: item.body,
    bodyText: item.body,
    url: `${world.html}${path}`,
    permalink: `${world.html}${path}`,
    resourcePath: path,
    locked: false,
    author: actorView(world, item.author),
    authorAssociation: isMember(item.author) ? 'MEMBER' : 'NONE',
    createdAt: iso(item.createdAt),
    updatedAt: iso(item.updatedAt),
    closed: item.closedAt !== undefined,
    closedAt: item.closedAt === undefined ? null : iso(item.closedAt),
    milestone: item.milestone ? milestoneView(world, repository, item.milestone) : null,
    repository: () => repositoryView(world, repository),
    labels: (page: PageArguments) =>
      connection(page, {
        name: 'labels',
        items: item.labels,
        key: (label) => [label.name],
        view: (label) => labelView(world, repository, label),
      }),
    comments: (page: PageArguments) =>
      connection(page, { name: 'comments', items: [], key: () => [], view: () => null }),
    projectItems: (page: PageArguments) =>
      connection(page, {
        name: 'projectItems',
        items: item.projectItems,
        key: (each) => [each.id],
        view: (each) => projectItemView(world, each),
      }),
    timelineItems: timeline(world, repository, item),
  };
}

export function labelView(world: World, repository: Repository, { id, name, color }: Label): View {
  const url = `${world.html}/${fullName(repository)}/labels/${encodeURIComponent(name)}`;
  const node = nodeId('Label', repository.id, id);
  return { __typename: 'Label', id: node, name, color, description: null, url, isDefault: false };
}

export function milestoneView(world: World, repository: Repository, milestone: Milestone): View {
  const { id, number, title, createdAt, closedAt, dueOn } = milestone;
  return {
    __typename: 'Milestone',
    id: nodeId('Milestone', repository.id, id),
    number,
    title,
    description: null,
    state: closedAt === undefined ? 'OPEN' : 'CLOSED',
    closed: closedAt !== undefined,
    createdAt: iso(createdAt),
    updatedAt: iso(closedAt ?? createdAt),
    closedAt: closedAt === undefined ? null : iso(closedAt),
    dueOn: dueOn === undefined ? null : iso(dueOn),
    url: `${world.html}/${fullName(repository)}/milestone/${number}`,
  };
}
