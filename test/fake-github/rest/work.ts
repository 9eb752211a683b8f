/** Labels, milestones and issues in REST; there every pull request is an issue too. */
import { iso, nodeId } from '../ids.ts';
import { isMember } from '../pull-facts.ts';
import type { Repository } from '../state.ts';
import type { Issue, Label, Milestone, Pull } from '../state-work.ts';
import { userBody } from './account.ts';
import { apiUrl, htmlUrl, type Addresses, type Body } from './addresses.ts';

export function timeOrNull(at: number | null | undefined): string | null {
  return at == null ? null : iso(at);
}

export function labelBody(addresses: Addresses, repository: Repository, { id, name, color }: Label): Body {
  const url = apiUrl(addresses, repository, `/labels/${encodeURIComponent(name)}`);
  return { id, node_id: nodeId('Label', repository.id, id), url, name, color, default: false, description: '' };
}

function milestoneBody(addresses: Addresses, repository: Repository, milestone: Milestone | undefined): Body | null {
  if (!milestone) return null;
  const { id, number, title, createdAt, closedAt, dueOn } = milestone;
  const url = apiUrl(addresses, repository, `/milestones/${number}`);
  return {
    url,
    html_url: htmlUrl(addresses, repository, `/milestone/${number}`),
    labels_url: `${url}/labels`,
    id,
    node_id: nodeId('Milestone', repository.id, id),
    number,
    title,
    description: null,
    creator: userBody(addresses, repository.owner),
    open_issues: 0,
    closed_issues: 0,
    state: closedAt === undefined ? 'open' : 'closed',
    created_at: iso(createdAt),
    updated_at: iso(closedAt ?? createdAt),
    due_on: timeOrNull(dueOn),
    closed_at: timeOrNull(closedAt),
  };
}

/** What a pull request and an issue show alike. */
export function workBody(addresses: Addresses, repository: Repository, item: Pull | Issue): Body {
  return {
    id: item.id,
    number: item.number,
    state: item.closedAt === undefined ? 'open' : 'closed',
    locked: false,
    active_lock_reason: null,
    title: item.title,
    body: item.body === '' ? null : item.body,
    user: userBody(addresses, item.author),
    author_association: isMember(item.author) ? 'MEMBER' : 'NONE',
    labels: item.labels.map((label) => labelBody(addresses, repository, label)),
    milestone: milestoneBody(addresses, repository, item.milestone),
    assignee: null,
    assignees: [],
    created_at: iso(item.createdAt),
    updated_at: iso(item.updatedAt),
    closed_at: timeOrNull(item.closedAt),
  };
}

export function issueBody(addresses: Addresses, repository: Repository, item: Pull | Issue): Body {
  const url = apiUrl(addresses, repository, `/issues/${item.number}`);
  const common = {
    ...workBody(addresses, repository, item),
    url,
    repository_url: apiUrl(addresses, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    comments: 0,
    performed_via_github_app: null,
  };
  if ('commits' in item) {
    const html = htmlUrl(addresses, repository, `/pull/${item.number}`);
    const pull = apiUrl(addresses, repository, `/pulls/${item.number}`);
    const merged = { merged_at: timeOrNull(item.mergedAt) };
    const links = { url: pull, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch`, ...merged };
    const node = nodeId('PullRequest', repository.id, item.number);
    return { ...common, node_id: node, html_url: html, draft: item.draft, state_reason: null, pull_request: links };
  }
  const type = item.type === undefined ? null : typeBody(item.type);
  return {
    ...common,
    node_id: nodeId('Issue', repository.id, item.number),
    html_url: htmlUrl(addresses, repository, `/issues/${item.number}`),
    state_reason: item.stateReason ?? null,
    type,
  };
}

function typeBody(name: string): Body {
  return { id: 1, node_id: nodeId('IssueType', 0, name), name, description: null };
}
