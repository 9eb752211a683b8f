/** A GitHub App: itself, its installations, their tokens and repositories. */
import { randomBytes } from 'node:crypto';
import { hourlyLimits } from '../../build-access.ts';
import { iso, nodeId } from '../../ids.ts';
import { ok, Refusal } from '../../reply.ts';
import type { App, Credential, Installation, Permission, Repository } from '../../state.ts';
import { findRepository } from '../../visible.ts';
import { userBody } from '../account.ts';
import type { Body } from '../addresses.ts';
import { list, required, type Handler, type RestCall } from '../call.ts';
import { repositoryBody } from '../repository.ts';

const hour = 3_600_000;
const madeAt = iso(Date.UTC(2020, 0, 1));

function installationBody({ addresses }: RestCall, app: App, installation: Installation): Body {
  const { id, account, permissions, repositories, suspendedAt } = installation;
  return {
    id,
    account: userBody(addresses, account),
    repository_selection: repositories ? 'selected' : 'all',
    access_tokens_url: `${addresses.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${addresses.api}/installation/repositories`,
    html_url: `${addresses.html}/organizations/${account.login}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.kind,
    permissions,
    events: [],
    created_at: madeAt,
    updated_at: madeAt,
    single_file_name: null,
    suspended_by: null,
    suspended_at: suspendedAt === undefined ? null : iso(suspendedAt),
  };
}

function signedBy(call: RestCall): App {
  if (!call.app) throw new Refusal(401, 'A JSON web token could not be decoded');
  return call.app;
}

function installationFor(call: RestCall, matches: (installation: Installation) => boolean) {
  const app = signedBy(call);
  return { app, installation: required(call.state.installations.find(matches)) };
}

function ofInstallation(call: RestCall, { account, repositories }: Installation): Repository[] {
  return call.state.repositories.filter(
    (each) => each.owner === account && each.access !== 'gone' && (repositories?.includes(each.id) ?? true)
  );
}

/** The wish may narrow the installation's repositories and permissions, never widen them. */
function newToken(call: RestCall): { credential: Credential; body: Body } {
  const { installation } = installationFor(call, ({ id }) => id === Number(call.params['installation_id']));
  if (installation.suspendedAt !== undefined) throw new Refusal(403, 'This installation has been suspended');
  const wish = (call.body ?? {}) as {
    readonly repositories?: readonly string[];
    readonly repository_ids?: readonly number[];
    readonly permissions?: Readonly<Record<string, Permission>>;
  };
  const narrowed = wish.repositories ?? wish.repository_ids;
  const all = ofInstallation(call, installation);
  const chosen = all.filter(
    (each) => wish.repositories?.includes(each.name) ?? wish.repository_ids?.includes(each.id) ?? true
  );
  const permissions = wish.permissions ?? installation.permissions;
  const excess = Object.keys(permissions).filter((name) => installation.permissions[name] === undefined);
  if (excess.length > 0 || (narrowed && chosen.length < narrowed.length)) {
    throw new Refusal(422, 'The permissions or repositories requested are not granted to this installation.');
  }
  const growth = 50 * Math.max(0, all.length - 20);
  const limit = Math.min(12_500, hourlyLimits.core + growth);
  const credential: Credential = {
    token: `ghs_${randomBytes(18).toString('hex')}`,
    owner: installation.account,
    kind: 'installation',
    scopes: [],
    permissions,
    ...((narrowed ?? installation.repositories) && { repositories: chosen.map((each) => each.id) }),
    expiresAt: call.now + hour,
    installation: installation.id,
    limits: { core: limit, graphql: limit },
  };
  const selection = installation.repositories || narrowed ? 'selected' : 'all';
  const expires = iso(call.now + hour);
  return {
    credential,
    body: { token: credential.token, expires_at: expires, permissions, repository_selection: selection },
  };
}

export const appRoutes: Readonly<Record<string, Handler>> = {
  'apps/get-authenticated': (call) => {
    const { id, slug, owner } = signedBy(call);
    const body = {
      id,
      slug,
      node_id: nodeId('Bot', 0, slug),
      owner: userBody(call.addresses, owner),
      name: slug,
      description: null,
      external_url: call.addresses.html,
      html_url: `${call.addresses.html}/apps/${slug}`,
      created_at: madeAt,
      updated_at: madeAt,
      permissions: call.state.installations[0]?.permissions ?? {},
      events: [],
      installations_count: call.state.installations.length,
    };
    return ok(body);
  },
  'apps/list-installations': (call) => {
    const app = signedBy(call);
    return list(call, call.state.installations, (each) => installationBody(call, app, each));
  },
  'apps/get-installation': (call) => {
    const { app, installation } = installationFor(call, ({ id }) => id === Number(call.params['installation_id']));
    return ok(installationBody(call, app, installation));
  },
  'apps/get-org-installation': (call) => {
    const { app, installation } = installationFor(call, ({ account }) => account.login === call.params['org']);
    return ok(installationBody(call, app, installation));
  },
  'apps/get-user-installation': (call) => {
    const { app, installation } = installationFor(call, ({ account }) => account.login === call.params['username']);
    return ok(installationBody(call, app, installation));
  },
  'apps/get-repo-installation': (call) => {
    const { repository } = required(findRepository(call.state, `${call.params['owner']}/${call.params['repo']}`));
    const { app, installation } = installationFor(call, (each) => ofInstallation(call, each).includes(repository));
    return ok(installationBody(call, app, installation));
  },
  'apps/create-installation-access-token': (call) => {
    const { credential, body } = newToken(call);
    call.state.credentials.set(credential.token, credential);
    return { status: 201, headers: {}, body };
  },
  'apps/list-repos-accessible-to-installation': (call) => {
    const installation = call.state.installations.find(({ id }) => id === call.credential?.installation);
    if (!installation) throw new Refusal(403, 'You must authenticate with an installation access token');
    const narrowed = call.credential?.repositories;
    const items = ofInstallation(call, installation).filter((each) => narrowed?.includes(each.id) ?? true);
    return list(call, items, (each) => repositoryBody(call.addresses, each), { under: 'repositories' });
  },
};
