/** Accounts and their repositories. */
import type { Account, Repository } from '../../state.ts';
import { ok, Refusal } from '../../reply.ts';
import { accessible, visible } from '../../visible.ts';
import { organizationBody, profileBody } from '../account.ts';
import { list, required, type Handler, type RestCall } from '../call.ts';
import { repositoryBody } from '../repository.ts';

function named(call: RestCall, login: string | undefined, kind?: Account['kind']): Account {
  const account = required(call.state.accounts.get(login ?? ''));
  if (kind && account.kind !== kind) throw new Refusal(404, 'Not Found');
  return account;
}

const keys: Readonly<Record<string, (repository: Repository) => number | string>> = {
  created: (each) => each.createdAt,
  updated: (each) => each.updatedAt,
  pushed: (each) => each.pushedAt,
  full_name: (each) => each.name,
};

function repositories(call: RestCall, keep: (repository: Repository) => boolean, usual: string) {
  const sort = call.query['sort'] ?? usual;
  const key = required(keys[sort]);
  const sign = (call.query['direction'] ?? (sort === 'full_name' ? 'asc' : 'desc')) === 'asc' ? 1 : -1;
  const items = call.state.repositories.filter((each) => visible(each, call.credential) && keep(each));
  items.sort((left, right) => sign * (key(left) < key(right) ? -1 : 1));
  return list(call, items, (each) => repositoryBody(call.addresses, each));
}

/** `type` of the lists: all, public, private, forks, sources; member and owner make no difference here. */
function ofType(call: RestCall, repository: Repository): boolean {
  const type = call.query['type'] ?? call.query['visibility'];
  if (type === 'public' || type === 'private') return repository.private === (type === 'private');
  if (type === 'forks' || type === 'sources') return repository.fork === (type === 'forks');
  return true;
}

export const accountRoutes: Readonly<Record<string, Handler>> = {
  'orgs/get': (call) => ok(organizationBody(call.addresses, named(call, call.params['org'], 'Organization'))),
  'users/get-by-username': (call) => ok(profileBody(call.addresses, named(call, call.params['username']))),
  'users/get-authenticated': (call) => {
    if (!call.credential) throw new Refusal(401, 'Requires authentication');
    if (call.credential.kind === 'installation') throw new Refusal(403, 'Resource not accessible by integration');
    return ok(profileBody(call.addresses, call.credential.owner));
  },
  'repos/list-for-org': (call) => {
    const owner = named(call, call.params['org'], 'Organization');
    return repositories(call, (each) => each.owner === owner && ofType(call, each), 'created');
  },
  'repos/list-for-user': (call) => {
    const owner = named(call, call.params['username']);
    // As at GitHub: another user's private repositories are never listed here.
    return repositories(call, (each) => each.owner === owner && !each.private && ofType(call, each), 'full_name');
  },
  'repos/list-for-authenticated-user': (call) => {
    const { credential } = call;
    if (!credential) throw new Refusal(401, 'Requires authentication');
    const reached = (each: Repository) => credential.kind === 'classic' || accessible(each, credential);
    return repositories(call, (each) => reached(each) && ofType(call, each), 'full_name');
  },
};
