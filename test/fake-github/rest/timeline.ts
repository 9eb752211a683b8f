/** The timeline of an issue or a pull request in REST. */
import { iso, nodeId } from '../ids.ts';
import type { Repository } from '../state.ts';
import type { Event, Issue, Pull } from '../state-work.ts';
import { userBody } from './account.ts';
import { apiUrl, type Addresses, type Body } from './addresses.ts';
import { commitBody } from './commit.ts';
import { reviewBody } from './pull.ts';
import { issueBody } from './work.ts';

/** Oldest first: commits, reviews and events together. */
export function timelineBodies(addresses: Addresses, repository: Repository, item: Issue | Pull): Body[] {
  const entries = item.events.map((event) => ({ at: event.at, body: eventBody(addresses, repository, item, event) }));
  if ('commits' in item) {
    for (const sha of item.commits) {
      const commit = repository.commits.get(sha);
      if (!commit) continue;
      const { commit: git, ...body } = commitBody(addresses, repository, commit);
      entries.push({
        at: commit.committedAt,
        body: { ...body, ...(git as Body), sha, url: body['url'], event: 'committed' },
      });
    }
    for (const review of item.reviews) {
      const { state, ...body } = reviewBody(addresses, repository, item, review);
      const reviewed = { ...body, state: String(state).toLowerCase(), event: 'reviewed' };
      entries.push({ at: review.submittedAt, body: reviewed });
    }
  }
  return entries.sort((left, right) => left.at - right.at).map((entry) => entry.body);
}

function eventBody(addresses: Addresses, repository: Repository, item: Issue | Pull, event: Event): Body {
  const actor = userBody(addresses, event.actor);
  if (event.kind === 'cross_referenced') {
    const source = repository.pulls.get(event.source) ?? repository.issues.get(event.source);
    const issue = source && { ...issueBody(addresses, repository, source) };
    const at = { created_at: iso(event.at), updated_at: iso(event.at) };
    return { event: 'cross-referenced', actor, ...at, source: { type: 'issue', issue } };
  }
  const common = {
    id: event.id,
    node_id: nodeId('Event', repository.id, `${item.number}:${event.id}`),
    url: apiUrl(addresses, repository, `/issues/events/${event.id}`),
    actor,
    event: event.kind,
    commit_id: event.kind === 'merged' ? event.sha : null,
    commit_url: event.kind === 'merged' ? apiUrl(addresses, repository, `/commits/${event.sha}`) : null,
    created_at: iso(event.at),
    performed_via_github_app: null,
  };
  if (event.kind === 'labeled' || event.kind === 'unlabeled') {
    return { ...common, label: { name: event.label.name, color: event.label.color } };
  }
  if (event.kind === 'milestoned' || event.kind === 'demilestoned') {
    return { ...common, milestone: { title: event.milestone } };
  }
  return event.kind === 'closed' ? { ...common, state_reason: event.reason ?? null } : common;
}
