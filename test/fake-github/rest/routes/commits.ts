/** Commits, branches, tags and refs. */
import { ancestors } from '../../graph.ts';
import { ok, Refusal } from '../../reply.ts';
import type { Commit, Repository } from '../../state.ts';
import { list, required, type RepositoryHandler, type RestCall } from '../call.ts';
import { branchBody, commitBody, fullCommitBody, refBody, tagBody } from '../commit.ts';
import { compareBody } from '../compare.ts';

/** What a client may call a commit: branch, tag, sha. */
function resolve(repository: Repository, name: string): Commit {
  const plain = name.replace(/^(refs\/)?(heads|tags)\//, '');
  const sha = repository.branches.get(plain) ?? repository.tags.get(plain)?.commit ?? plain;
  const commit = repository.commits.get(sha);
  if (!commit) throw new Refusal(422, `No commit found for SHA: ${name}`);
  return commit;
}

function notEmpty(repository: Repository): void {
  if (repository.branches.size === 0) throw new Refusal(409, 'Git Repository is empty.');
}

function refs(call: RestCall, repository: Repository) {
  const heads = [...repository.branches].map(([name, sha]) => ({ ref: `refs/heads/${name}`, sha, type: 'commit' }));
  const tags = [...repository.tags].map(([name, { commit, annotated }]) => {
    return { ref: `refs/tags/${name}`, sha: annotated?.sha ?? commit, type: annotated ? 'tag' : 'commit' };
  });
  const bodies = [...heads, ...tags].sort((left, right) => (left.ref < right.ref ? -1 : 1));
  return bodies.map(({ ref, sha, type }) => ({ ref, body: refBody(call.addresses, repository, ref, sha, type) }));
}

export const commitRoutes: Readonly<Record<string, RepositoryHandler>> = {
  'repos/list-commits': (call, repository) => {
    notEmpty(repository);
    const { sha = repository.defaultBranch, since, until, path } = call.query;
    const found = ancestors(repository, [resolve(repository, sha).sha]).filter(
      (commit) =>
        (since === undefined || commit.committedAt >= Date.parse(since)) &&
        (until === undefined || commit.committedAt <= Date.parse(until)) &&
        (path === undefined || commit.files.some((file) => file.path === path || file.path.startsWith(`${path}/`)))
    );
    found.sort((left, right) => right.committedAt - left.committedAt || (left.sha < right.sha ? -1 : 1));
    return list(call, found, (commit) => commitBody(call.addresses, repository, commit));
  },
  'repos/get-commit': (call, repository) => {
    notEmpty(repository);
    return ok(fullCommitBody(call.addresses, repository, resolve(repository, call.params['ref'] ?? '')));
  },
  'repos/compare-commits-with-basehead': (call, repository) => {
    const [base, head] = (call.params['basehead'] ?? '').split('...');
    if (!base || !head) throw new Refusal(404, 'Not Found');
    return compareBody(call, repository, resolve(repository, base), resolve(repository, head));
  },
  'repos/list-branches': (call, repository) =>
    list(call, [...repository.branches], ([name, sha]) => branchBody(call.addresses, repository, name, sha)),
  'repos/list-tags': (call, repository) => {
    // By name, descending: not by time, so the newest tag is not always the first.
    const tags = [...repository.tags].sort(([left], [right]) => (left < right ? 1 : -1));
    return list(call, tags, ([name, tag]) => tagBody(call.addresses, repository, name, tag));
  },
  'git/get-ref': (call, repository) => {
    notEmpty(repository);
    return ok(required(refs(call, repository).find(({ ref }) => ref === `refs/${call.params['ref']}`)).body);
  },
  'git/list-matching-refs': (call, repository) => {
    notEmpty(repository);
    const prefix = `refs/${call.params['ref']}`;
    // Never in pages, however many there are.
    return ok(refs(call, repository).flatMap(({ ref, body }) => (ref.startsWith(prefix) ? [body] : [])));
  },
};
