/** Comparing two commits. */
import { ancestors } from '../graph.ts';
import { ok, type Reply } from '../reply.ts';
import type { Commit, Repository } from '../state.ts';
import { apiUrl, htmlUrl } from './addresses.ts';
import { list, required, type RestCall } from './call.ts';
import { commitBody } from './commit.ts';

/** Without pages GitHub gives at most this many commits; with them, all. */
const cap = 250;

export function compareBody(call: RestCall, repository: Repository, base: Commit, head: Commit): Reply {
  const oldest = (left: Commit, right: Commit) => left.committedAt - right.committedAt;
  const ahead = ancestors(repository, [head.sha], [base.sha]).sort(oldest);
  const behind = ancestors(repository, [base.sha], [head.sha]);
  const own = new Set(ancestors(repository, [head.sha]).map((commit) => commit.sha));
  const common = ancestors(repository, [base.sha]).filter((commit) => own.has(commit.sha));
  // No common ancestor: GitHub answers 404 as well.
  const mergeBase = required(common.sort(oldest).at(-1));
  const paged = call.query['page'] !== undefined || call.query['per_page'] !== undefined;
  const view = (commit: Commit) => commitBody(call.addresses, repository, commit);
  const { body, headers } = paged ? list(call, ahead, view) : ok(ahead.slice(0, cap).map(view));
  const diverged = behind.length > 0 && ahead.length > 0;
  const path = `/compare/${base.sha}...${head.sha}`;
  const html = htmlUrl(call.addresses, repository, path);
  const answer = {
    url: apiUrl(call.addresses, repository, path),
    html_url: html,
    permalink_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: view(base),
    merge_base_commit: view(mergeBase),
    status: diverged ? 'diverged' : ahead.length > 0 ? 'ahead' : behind.length > 0 ? 'behind' : 'identical',
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: body,
    files: [],
  };
  return ok(answer, headers);
}
