/** Adds those who may ask: tokens, a GitHub App and its installations. */
import { account } from './build.ts';
import type { Account, App, Credential, GithubState, Installation, Permission } from './state.ts';

/** Everything that this project asks for. */
export const readPermissions: Readonly<Record<string, Permission>> = {
  metadata: 'read',
  contents: 'read',
  pull_requests: 'read',
  issues: 'read',
  deployments: 'read',
  actions: 'read',
  organization_projects: 'read',
};

export const hourlyLimits = { core: 5000, graphql: 5000 };

/** A classic token with the scope `repo`, unless said otherwise. */
export function addToken(
  state: GithubState,
  token: string,
  options: Partial<Omit<Credential, 'token' | 'owner'>> & { readonly owner?: Account } = {}
): Credential {
  const credential: Credential = {
    owner: account(state, 'collector'),
    kind: 'classic',
    scopes: ['repo', 'read:org', 'read:project'],
    permissions: readPermissions,
    limits: { ...hourlyLimits },
    ...options,
    token,
  };
  state.credentials.set(token, credential);
  return credential;
}

/** `publicKey` is a PEM that its JSON web tokens are verified with. */
export function addApp(state: GithubState, publicKey: string, owner: string): App {
  state.app = { id: 4242, slug: 'waymark-test', owner: account(state, owner, 'Organization'), publicKey };
  return state.app;
}

export function addInstallation(
  state: GithubState,
  login: string,
  options: Partial<Omit<Installation, 'id' | 'account'>> = {}
): Installation {
  const id = 7001 + state.installations.length;
  const owner = account(state, login, 'Organization');
  const installation: Installation = { permissions: readPermissions, ...options, id, account: owner };
  state.installations.push(installation);
  return installation;
}
