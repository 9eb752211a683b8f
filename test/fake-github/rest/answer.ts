/** From a REST request to its answer: operation, repository, permission, handler. */
import { Refusal, type Reply } from '../reply.ts';
import { fullName, type App, type Credential, type GithubState, type Repository } from '../state.ts';
import { findRepository, visible } from '../visible.ts';
import type { Addresses } from './addresses.ts';
import { ok } from '../reply.ts';
import type { RestCall } from './call.ts';
import type { Contract, Matched } from './contract.ts';
import { checkPermission } from './permissions.ts';
import { fullRepositoryBody } from './repository.ts';
import { accountRoutes } from './routes/accounts.ts';
import { actionRoutes } from './routes/actions.ts';
import { appRoutes } from './routes/apps.ts';
import { commitRoutes } from './routes/commits.ts';
import { deliveryRoutes } from './routes/delivery.ts';
import { issueRoutes } from './routes/issues.ts';
import { pullRoutes } from './routes/pulls.ts';

export type RestRequest = {
  readonly state: GithubState;
  readonly addresses: Addresses;
  readonly now: number;
  readonly credential: Credential | undefined;
  readonly app: App | undefined;
  readonly path: string;
  readonly matched: Matched;
  readonly body: unknown;
};

const repositoryRoutes = { ...pullRoutes, ...issueRoutes, ...commitRoutes, ...deliveryRoutes, ...actionRoutes };
const routes = { ...accountRoutes, ...appRoutes };

/** The operation of a path, which may name its repository or owner by number, as page links do. */
export function matchRest(
  contract: Contract,
  state: GithubState,
  method: string,
  path: string,
  query: URLSearchParams,
  body: unknown
) {
  const given = Object.fromEntries(query);
  const named = refPath(nameNumbers(state, path));
  // The issue list's own links carry a cursor that the contract does not know.
  if (/^\/repos\/[^/]+\/[^/]+\/issues$/.test(named)) delete given['after'];
  return contract.match(method, named, given, body);
}

/** Throws Refusal for whatever GitHub would refuse. */
export function answerRest(request: RestRequest): Reply {
  const { matched, state, credential, path } = request;
  if (matched.problems.length > 0) {
    const errors = matched.problems.map((message) => ({ message, code: 'invalid' }));
    throw new Refusal(422, 'Validation Failed', { errors });
  }
  const { operation, params, query } = matched;
  const call: RestCall = { ...request, operation, params, query, linkPath: linkPath(state, path) };
  const route = routes[operation];
  if (route) return route(call);
  const repository = openRepository(call);
  if (!visible(repository, credential)) throw new Refusal(404, 'Not Found');
  checkPermission(credential, operation);
  if (operation === 'repos/get') return ok(fullRepositoryBody(request.addresses, repository));
  const handler = repositoryRoutes[operation];
  if (!handler) throw new Error(`the fake has no handler for ${operation}`);
  return handler(call, repository);
}

function openRepository({ state, params, addresses, credential, linkPath: link }: RestCall): Repository {
  const found = findRepository(state, `${params['owner']}/${params['repo']}`);
  if (!found || !visible(found.repository, credential)) throw new Refusal(404, 'Not Found');
  const { repository, former } = found;
  if (former) {
    const location = `${addresses.api}${link.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`)}`;
    throw new Refusal(301, 'Moved Permanently', { url: location }, { location });
  }
  const block = (reason: string) => ({ block: { reason, created_at: '2024-01-01T00:00:00Z', html_url: null } });
  if (repository.access === 'legal') throw new Refusal(451, 'Repository access blocked', block('dmca'));
  if (repository.access === 'blocked') throw new Refusal(403, 'Repository access blocked', block('tos'));
  if (repository.access === 'sso') {
    const message = 'Resource protected by organization SAML enforcement. You must grant your token access to it.';
    throw new Refusal(403, message, {}, { 'x-github-sso': `required; url=${addresses.html}/orgs/sso` });
  }
  return repository;
}

function nameNumbers(state: GithubState, path: string): string {
  const [, kind, id, tail = ''] = /^\/(repositories|organizations|user)\/(\d+)(\/.*)?$/.exec(path) ?? [];
  if (kind === 'repositories') {
    const repository = state.repositories.find((each) => each.id === Number(id));
    return repository ? `/repos/${fullName(repository)}${tail}` : path;
  }
  const account = [...state.accounts.values()].find((each) => each.id === Number(id));
  return account ? `/${kind === 'user' ? 'users' : 'orgs'}/${account.login}${tail}` : path;
}

function linkPath(state: GithubState, path: string): string {
  const [, owner, name, tail = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const found = findRepository(state, `${owner}/${name}`);
  if (found && !found.former) return `/repositories/${found.repository.id}${tail}`;
  const [, kind, login] = /^\/(orgs|users)\/([^/]+)\/repos$/.exec(path) ?? [];
  const account = state.accounts.get(login ?? '');
  return account ? `/${kind === 'orgs' ? 'organizations' : 'user'}/${account.id}/repos` : path;
}

/** Refs hold slashes, which clients may or may not escape; the contract's router wants them escaped. */
function refPath(path: string): string {
  const [, head, ref] = /^(\/repos\/[^/]+\/[^/]+\/git\/(?:ref|matching-refs)\/)(.+)$/.exec(path) ?? [];
  return head !== undefined && ref !== undefined ? `${head}${ref.replaceAll('/', '%2F')}` : path;
}
