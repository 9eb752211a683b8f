/** Pull requests, their reviews and files in REST. */
import { iso, nodeId } from '../ids.ts';
import { changedFiles, isMember } from '../pull-facts.ts';
import type { FileChange, Repository } from '../state.ts';
import type { Pull, Review } from '../state-work.ts';
import { userBody } from './account.ts';
import { apiUrl, htmlUrl, type Addresses, type Body } from './addresses.ts';
import { repositoryBody } from './repository.ts';
import { timeOrNull, workBody } from './work.ts';

/**
 * As in lists: without merged, additions and commits. `head.repo` is null where the fork was deleted.
 * A list gives `home`, the repository's own body, which is dear to make again for each of its items.
 */
export function pullBody(
  addresses: Addresses,
  repository: Repository,
  pull: Pull,
  home = repositoryBody(addresses, repository)
): Body {
  const url = apiUrl(addresses, repository, `/pulls/${pull.number}`);
  const html = htmlUrl(addresses, repository, `/pull/${pull.number}`);
  const issue = apiUrl(addresses, repository, `/issues/${pull.number}`);
  const statuses = apiUrl(addresses, repository, `/statuses/${pull.headSha}`);
  const comment = apiUrl(addresses, repository, '/pulls/comments{/number}');
  const links: Readonly<Record<string, string>> = {
    self: url,
    html,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: comment,
    commits: `${url}/commits`,
    statuses,
  };
  const end = (ref: string, sha: string, gone: boolean) => ({
    label: `${repository.owner.login}:${ref}`,
    ref,
    sha,
    user: gone ? null : userBody(addresses, repository.owner),
    repo: gone ? null : home,
  });
  return {
    ...workBody(addresses, repository, pull),
    url,
    node_id: nodeId('PullRequest', repository.id, pull.number),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    merged_at: timeOrNull(pull.mergedAt),
    merge_commit_sha: pull.mergeSha ?? null,
    requested_reviewers: [],
    requested_teams: [],
    draft: pull.draft,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: comment,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    head: end(pull.head, pull.headSha, pull.fork === 'deleted'),
    base: end(pull.base, pull.baseSha, false),
    _links: Object.fromEntries(Object.entries(links).map(([key, href]) => [key, { href }])),
    auto_merge: null,
  };
}

/** What asking for one pull request adds. */
export function fullPullBody(addresses: Addresses, repository: Repository, pull: Pull): Body {
  const files = changedFiles(repository, pull);
  return {
    ...pullBody(addresses, repository, pull),
    merged: pull.mergedAt !== undefined,
    mergeable: pull.closedAt === undefined ? true : null,
    rebaseable: null,
    mergeable_state: pull.closedAt === undefined ? 'clean' : 'unknown',
    merged_by: pull.mergedBy ? userBody(addresses, pull.mergedBy) : null,
    comments: 0,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pull.commits.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

export function reviewBody(addresses: Addresses, repository: Repository, pull: Pull, review: Review): Body {
  const html = htmlUrl(addresses, repository, `/pull/${pull.number}#pullrequestreview-${review.id}`);
  const url = apiUrl(addresses, repository, `/pulls/${pull.number}`);
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', repository.id, `${pull.number}:${review.id}`),
    user: review.author ? userBody(addresses, review.author) : null,
    body: '',
    state: review.state,
    html_url: html,
    pull_request_url: url,
    author_association: isMember(review.author) ? 'MEMBER' : 'NONE',
    _links: { html: { href: html }, pull_request: { href: url } },
    submitted_at: iso(review.submittedAt),
    commit_id: review.commit,
  };
}

export function fileBody(addresses: Addresses, repository: Repository, pull: Pull, file: FileChange): Body {
  const at = `${pull.headSha}/${file.path}`;
  return {
    sha: pull.headSha,
    filename: file.path,
    status: 'modified',
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: htmlUrl(addresses, repository, `/blob/${at}`),
    raw_url: htmlUrl(addresses, repository, `/raw/${at}`),
    contents_url: apiUrl(addresses, repository, `/contents/${file.path}?ref=${pull.headSha}`),
  };
}
