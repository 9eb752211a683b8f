import { describe, expect, test } from '@jest/globals';
import { addToken } from '../build-access.ts';
import { start, startWorld } from './world.fixture.ts';

const path = '/repos/acme/checkout/pulls';

describe('budgets and caching', () => {
  test('an ETag is weak with 200, strong with 304, belongs to the token; a 304 is free, a 404 is not', async () => {
    const { github, get } = await startWorld();
    addToken(github.state, 'other');
    const first = await get(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    expect(first.headers.get('x-ratelimit-remaining')).toBe('4999');
    const again = await get(path, { 'if-none-match': etag });
    expect([again.status, again.headers.get('etag')]).toEqual([304, etag.slice(2)]);
    expect(again.headers.get('x-ratelimit-remaining')).toBe('4999');
    expect(again.headers.get('x-ratelimit-resource')).toBe('core');
    expect((await get('/repos/acme/nothing')).headers.get('x-ratelimit-remaining')).toBe('4998');
    expect((await get(path, { 'if-none-match': etag, authorization: 'token other' })).status).toBe(200);
  });

  test.each([403, 429] as const)('a used-up budget answers %i until the window is over', async (exhaustedStatus) => {
    const { github, get, clock } = await startWorld({ exhaustedStatus });
    const credential = github.state.credentials.get('secret');
    await get(path);
    github.budgets.leave(credential, 'core', 1);
    expect((await get(path)).status).toBe(200);
    const refused = await get(path);
    expect(refused.status).toBe(exhaustedStatus);
    expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(refused.headers.get('x-ratelimit-reset'))).toBe(start / 1000 + 3600);
    clock.now += 3_600_000;
    expect((await get(path)).headers.get('x-ratelimit-used')).toBe('1');
  });

  test('GraphQL has its own budget, paid in points', async () => {
    const { github, ask, get } = await startWorld();
    const query = `{ rateLimit { cost remaining used nodeCount limit resetAt } viewer { repositories(first: 100) { nodes {
      pullRequests(first: 10) { nodes { labels(first: 5) { totalCount } reviews(first: 5) { totalCount } } } } } } }`;
    const { data } = await ask(query);
    // 1 + 100 + 1,000 + 1,000 fetches.
    const resetAt = '2024-03-01T01:00:00Z';
    expect(data?.['rateLimit']).toEqual({
      cost: 21,
      remaining: 4979,
      used: 21,
      nodeCount: 11_100,
      limit: 5000,
      resetAt,
    });
    expect(github.points).toBe(21);
    expect((await get('/rate_limit')).headers.get('x-ratelimit-remaining')).toBe('5000');
    github.budgets.leave(github.state.credentials.get('secret'), 'graphql', 0);
    expect((await ask(query)).errors).toMatchObject([{ type: 'RATE_LIMITED' }]);
  });

  test('an Enterprise Server without limits sends no headers and has no rate limit to show', async () => {
    const { github, get, ask } = await startWorld({ enterprise: {} });
    expect(github.url).toMatch(/\/api\/v3$/);
    const response = await get('/repos/acme/checkout/pulls?per_page=1');
    expect(response.status).toBe(200);
    expect([...response.headers.keys()].filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
    expect(response.headers.get('x-github-enterprise-version')).toBe('3.14.0');
    expect((await get('/rate_limit')).status).toBe(404);
    expect(await ask('{ rateLimit { remaining } viewer { login } }')).toEqual({
      data: { rateLimit: null, viewer: { login: 'collector' } },
    });
  });

  test('counts what was asked, by kind and by operation', async () => {
    const { github, get, ask } = await startWorld();
    await Promise.all([get(path), get(path), ask('query Who { viewer { login } }')]);
    expect(github.requests.byOperation()).toEqual({ 'rest pulls/list': 2, 'graphql Who': 1 });
    expect(github.requests.count('rest')).toBe(2);
    expect(github.requests.mostAtOnce).toBeGreaterThanOrEqual(1);
    expect(github.requests.all.map((each) => each.status)).toEqual([200, 200, 200]);
  });
});
