/** Pull requests. */
import { changedFiles } from '../../pull-facts.ts';
import { ok } from '../../reply.ts';
import type { Repository } from '../../state.ts';
import type { Pull } from '../../state-work.ts';
import { byTime, list, required, type RepositoryHandler, type RestCall } from '../call.ts';
import { commitBody } from '../commit.ts';
import { repositoryBody } from '../repository.ts';
import { fileBody, fullPullBody, pullBody, reviewBody } from '../pull.ts';

/** GitHub lists no more than this many commits of a pull request. */
const commitCap = 250;
const fileCap = 3000;

function pullOf(call: RestCall, repository: Repository): Pull {
  return required(repository.pulls.get(Number(call.params['pull_number'])));
}

export const pullRoutes: Readonly<Record<string, RepositoryHandler>> = {
  'pulls/list': (call, repository) => {
    const { state = 'open', base, head, sort = 'created' } = call.query;
    const items = [...repository.pulls.values()].filter(
      (pull) =>
        (state === 'all' || (pull.closedAt === undefined) === (state === 'open')) &&
        (base === undefined || pull.base === base) &&
        (head === undefined || `${repository.owner.login}:${pull.head}` === head)
    );
    const direction = call.query['direction'] ?? (sort === 'created' ? 'desc' : 'asc');
    const time = (pull: Pull) => (sort === 'updated' ? pull.updatedAt : pull.createdAt);
    const home = repositoryBody(call.addresses, repository);
    return list(call, byTime(items, time, direction), (pull) => pullBody(call.addresses, repository, pull, home));
  },
  'pulls/get': (call, repository) => ok(fullPullBody(call.addresses, repository, pullOf(call, repository))),
  'pulls/list-commits': (call, repository) => {
    const commits = pullOf(call, repository).commits.flatMap((sha) => repository.commits.get(sha) ?? []);
    return list(call, commits, (commit) => commitBody(call.addresses, repository, commit), { cap: commitCap });
  },
  'pulls/list-files': (call, repository) => {
    const pull = pullOf(call, repository);
    const view = (file: ReturnType<typeof changedFiles>[number]) => fileBody(call.addresses, repository, pull, file);
    return list(call, changedFiles(repository, pull), view, { cap: fileCap });
  },
  'pulls/list-reviews': (call, repository) => {
    const pull = pullOf(call, repository);
    const reviews = byTime(pull.reviews, (review) => review.submittedAt, 'asc');
    return list(call, reviews, (review) => reviewBody(call.addresses, repository, pull, review));
  },
  'repos/list-pull-requests-associated-with-commit': (call, repository) => {
    const sha = required(repository.commits.get(call.params['commit_sha'] ?? '')).sha;
    const pulls = [...repository.pulls.values()].filter((pull) => pull.mergeSha === sha || pull.commits.includes(sha));
    return list(call, pulls, (pull) => pullBody(call.addresses, repository, pull));
  },
};
