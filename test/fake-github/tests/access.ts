import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { createAppAuth } from '@octokit/auth-app';
import { request } from '@octokit/request';
import { addApp, addInstallation, addToken, readPermissions } from '../build-access.ts';
import { addPull } from '../build-work.ts';
import { account, addRepository, renameRepository } from '../build.ts';
import type { Access } from '../state.ts';
import { start, startWorld } from './world.fixture.ts';

const byName = '{ repository(owner: "acme", name: "checkout") { nameWithOwner } }';

describe('who may see what', () => {
  test('a bad or an expired token is 401; the expiry is shown before', async () => {
    const { github, get, clock } = await startWorld();
    addToken(github.state, 'short', { expiresAt: start + 60_000 });
    const headers = { authorization: 'token short' };
    const good = await get('/repos/acme/checkout', headers);
    expect(good.headers.get('github-authentication-token-expiration')).toBe('2024-03-01 00:01:00 UTC');
    clock.now += 60_000;
    expect((await get('/repos/acme/checkout', headers)).status).toBe(401);
    expect((await get('/repos/acme/checkout', { authorization: 'token nobody' })).status).toBe(401);
  });

  test('a renamed repository answers 301 by REST, plainly by GraphQL; the answer names it anew', async () => {
    const { github, repository, get, ask, octokit } = await startWorld();
    renameRepository(repository, 'payment');
    const moved = await fetch(`${github.url}/repos/acme/checkout/pulls`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([
      301,
      `${github.url}/repositories/${repository.id}/pulls`,
    ]);
    expect((await octokit.repos.get({ owner: 'acme', repo: 'checkout' })).data.full_name).toBe('acme/payment');
    expect((await ask(byName)).data).toEqual({ repository: { nameWithOwner: 'acme/payment' } });
    expect((await get('/repos/acme/payment')).status).toBe(200);
  });

  test.each<[Access, number, string]>([
    ['gone', 404, 'NOT_FOUND'],
    ['legal', 451, 'FORBIDDEN'],
    ['blocked', 403, 'FORBIDDEN'],
    ['sso', 403, 'FORBIDDEN'],
  ])('%s: %i by REST, %s by GraphQL, and others are served', async (access, status, type) => {
    const { github, repository, get, ask } = await startWorld();
    addRepository(github.state, 'acme/other');
    repository.access = access;
    expect((await get('/repos/acme/checkout/pulls')).status).toBe(status);
    const { data, errors } = await ask(`{ a: repository(owner: "acme", name: "other") { name } ${byName.slice(1)}`);
    expect(data).toEqual({ a: { name: 'other' }, repository: null });
    expect(errors).toMatchObject([{ type }]);
  });

  test('a private repository is hidden from those who may not see it', async () => {
    const { github, repository, get, ask } = await startWorld();
    repository.private = true;
    addToken(github.state, 'public-only', { scopes: [] });
    const headers = { authorization: 'token public-only' };
    expect((await get('/repos/acme/checkout', headers)).status).toBe(404);
    expect(await (await get('/orgs/acme/repos', headers)).json()).toEqual([]);
    expect((await ask(byName)).data).toEqual({ repository: { nameWithOwner: 'acme/checkout' } });
  });

  test('a missing permission is 403 and named in a header; a missing scope in the message', async () => {
    const { github, repository, get } = await startWorld();
    const { deployments: _, ...permissions } = readPermissions;
    addToken(github.state, 'fine', { kind: 'fine-grained', permissions });
    const refused = await get('/repos/acme/checkout/deployments', { authorization: 'Bearer fine' });
    expect([refused.status, refused.headers.get('x-accepted-github-permissions')]).toEqual([403, 'deployments=read']);
    addToken(github.state, 'narrow', { scopes: ['repo'] });
    expect((await get('/user', { authorization: 'token narrow' })).headers.get('x-oauth-scopes')).toBe('repo');
    const query = `{ repository(owner: "acme", name: "checkout") { pullRequests(first: 1) { nodes { projectItems { totalCount } } }
      deployments { totalCount } } }`;
    const ask = async (token: string) => {
      const init = { method: 'POST', headers: { authorization: `bearer ${token}` }, body: JSON.stringify({ query }) };
      return (await (await fetch(github.graphqlUrl, init)).json()) as unknown;
    };
    addPull(github.state, repository, { openedAt: start });
    const narrow = JSON.stringify(await ask('narrow'));
    expect(narrow).toContain('"type":"INSUFFICIENT_SCOPES"');
    expect(narrow).toContain("one of the following scopes: ['read:project']");
    expect(await ask('fine')).toMatchObject({ errors: [{ type: 'FORBIDDEN', path: ['repository', 'deployments'] }] });
  });
});

describe('a GitHub App', () => {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const strange = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

  test('gets installation tokens that end after an hour', async () => {
    const clock = { now: Date.now() };
    const { github, repository, get } = await startWorld({ clock: () => clock.now });
    repository.private = true;
    addRepository(github.state, 'else/where', { private: true });
    const { id: appId } = addApp(github.state, keys.publicKey, 'acme');
    const { id: installationId } = addInstallation(github.state, 'acme');
    const options = { appId, privateKey: keys.privateKey, installationId };
    const auth = createAppAuth({ ...options, request: request.defaults({ baseUrl: github.url }) });
    const { token, expiresAt } = await auth({ type: 'installation' });
    expect(Date.parse(expiresAt)).toBe(Math.floor((clock.now + 3_600_000) / 1000) * 1000);
    const headers = { authorization: `Bearer ${token}` };
    const listed = (await (await get('/installation/repositories', headers)).json()) as Record<string, unknown>;
    expect(listed).toMatchObject({ total_count: 1, repositories: [{ full_name: 'acme/checkout' }] });
    expect((await get('/repos/else/where', headers)).status).toBe(404);
    clock.now += 3_600_000;
    expect((await get('/installation/repositories', headers)).status).toBe(401);
    expect(account(github.state, 'acme').kind).toBe('Organization');
  });

  test('is refused with a key that is not its own', async () => {
    const { github } = await startWorld({ clock: Date.now });
    const { id: appId } = addApp(github.state, keys.publicKey, 'acme');
    addInstallation(github.state, 'acme');
    const asked = request.defaults({ baseUrl: github.url });
    const auth = createAppAuth({ appId, privateKey: strange.privateKey, installationId: 7001, request: asked });
    await expect(auth({ type: 'installation' })).rejects.toThrow('A JSON web token could not be decoded');
  });
});
