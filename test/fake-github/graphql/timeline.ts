/** The timeline of a pull request or an issue, by the kinds that GitHub names. */
import { iso, nodeId } from '../ids.ts';
import { fullName, type Repository } from '../state.ts';
import type { Event, Issue, Pull } from '../state-work.ts';
import { actorView } from './actor.ts';
import { commitView } from './commit.ts';
import { connection, type PageArguments } from './connection.ts';
import { issueView } from './issue.ts';
import { pullCommitView, pullView, reviewView } from './pull.ts';
import type { View, World } from './world.ts';
import { labelView } from './work.ts';

const types: Record<Event['kind'], string> = {
  ready_for_review: 'ReadyForReviewEvent',
  convert_to_draft: 'ConvertToDraftEvent',
  reopened: 'ReopenedEvent',
  closed: 'ClosedEvent',
  merged: 'MergedEvent',
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  milestoned: 'MilestonedEvent',
  demilestoned: 'DemilestonedEvent',
  cross_referenced: 'CrossReferencedEvent',
  connected: 'ConnectedEvent',
  disconnected: 'DisconnectedEvent',
  head_ref_force_pushed: 'HeadRefForcePushedEvent',
};

type TimelineArguments = PageArguments & {
  readonly itemTypes?: readonly string[] | null;
  readonly since?: string | null;
};
type Item = { readonly at: number; readonly rank: number; readonly type: string; readonly view: () => View };

/** LabeledEvent is LABELED_EVENT among the item types. */
function itemType(type: string): string {
  return type.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

export function timeline(world: World, repository: Repository, item: Pull | Issue) {
  return (page: TimelineArguments) => {
    const all = items(world, repository, item);
    const since = page.since ? Date.parse(page.since) : -Infinity;
    const wanted = all.filter(
      (each) => (!page.itemTypes || page.itemTypes.includes(itemType(each.type))) && each.at >= since
    );
    return connection(page, {
      name: 'timelineItems',
      items: wanted,
      key: (each) => [each.at, each.rank],
      view: (each) => each.view(),
      more: { filteredCount: wanted.length, totalCount: all.length, updatedAt: iso(item.updatedAt) },
    });
  };
}

function items(world: World, repository: Repository, item: Pull | Issue): Item[] {
  const events: Item[] = item.events.map((event) => ({
    at: event.at,
    rank: event.id,
    type: types[event.kind],
    view: () => eventView(world, repository, item, event),
  }));
  if (!('commits' in item)) return events;
  const commits = item.commits.map((sha, index) => ({
    at: repository.commits.get(sha)?.committedAt ?? item.createdAt,
    rank: index,
    type: 'PullRequestCommit',
    view: () => pullCommitView(world, repository, item, sha),
  }));
  const reviews = item.reviews.map((review) => ({
    at: review.submittedAt,
    rank: review.id,
    type: 'PullRequestReview',
    view: () => reviewView(world, repository, item, review),
  }));
  return [...commits, ...events, ...reviews];
}

function eventView(world: World, repository: Repository, item: Pull | Issue, event: Event): View {
  const own = () => ('commits' in item ? pullView(world, repository, item) : issueView(world, repository, item));
  const subject = 'commits' in item ? { pullRequest: own } : { issue: own };
  const common = {
    __typename: types[event.kind],
    id: nodeId('Event', repository.id, `${item.number}:${event.id}`),
    createdAt: iso(event.at),
    actor: actorView(world, event.actor),
  };
  switch (event.kind) {
    case 'labeled':
    case 'unlabeled':
      return { ...common, label: labelView(world, repository, event.label), labelable: own };
    case 'milestoned':
    case 'demilestoned':
      return { ...common, milestoneTitle: event.milestone, subject: own };
    case 'closed':
      return { ...common, ...subject, closable: own, closer: null, stateReason: event.reason?.toUpperCase() ?? null };
    case 'reopened':
      return { ...common, ...subject, closable: own, stateReason: null };
    case 'merged':
      return { ...common, ...subject, commit: () => commitView(world, repository, event.sha), mergeRefName: 'main' };
    case 'head_ref_force_pushed': {
      const [before, after] = [event.before, event.after].map((sha) => () => commitView(world, repository, sha));
      return { ...common, ...subject, beforeCommit: before, afterCommit: after };
    }
    case 'cross_referenced':
    case 'connected':
    case 'disconnected': {
      const other = repository.pulls.get(event.source);
      const issue = repository.issues.get(event.source);
      const source = () => (other ? pullView(world, repository, other) : issue && issueView(world, repository, issue));
      const url = `${world.html}/${fullName(repository)}/pull/${event.source}`;
      const flags = { isCrossRepository: false, willCloseTarget: other?.closes.includes(item.number) ?? false };
      const referenced = { ...flags, referencedAt: common.createdAt, target: own, url };
      return { ...common, ...(event.kind === 'cross_referenced' ? referenced : flags), source, subject: own };
    }
    default:
      return { ...common, ...subject };
  }
}
