import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { SourceError } from '../errors.ts';
import { Budgets } from './budget.ts';
import { openClient } from './client.ts';
import { githubSchema } from './schema.ts';
import {
  type Asked,
  budgetHeaders,
  movedClock,
  never,
  type Reply,
  start,
  serve,
  testClient,
} from './server.fixture.ts';

const call = { about: 'things of acme/checkout', signal: never };
const things = z.object({ n: z.int() });
const query = { text: 'query Things { n }', answer: things };
const good: Reply = { body: { data: { n: 1 } } };

/** One fault, then a good answer. */
const once = (fault: Reply) => (_: Asked, count: number) => (count === 1 ? fault : good);

describe('the moods of GitHub', () => {
  const message = 'You have exceeded a secondary rate limit.';
  test.each<[string, Reply, number[]]>([
    ['500 as HTML', { status: 500, headers: { 'content-type': 'text/html' }, body: '<html>' }, []],
    ['502', { status: 502, body: {} }, []],
    ['a body that is cut off', { body: '{"data": {"n": ' }, []],
    ['an empty body', { body: '' }, []],
    [
      'something went wrong',
      { body: { errors: [{ message: 'Something went wrong while executing your query.' }] } },
      [],
    ],
    ['the primary limit', { status: 403, headers: budgetHeaders(0), body: {} }, [601_000]],
    [
      'the primary limit in a 200',
      { headers: budgetHeaders(0), body: { errors: [{ type: 'RATE_LIMITED', message: '' }] } },
      [601_000],
    ],
    ['an absurd reset', { status: 403, headers: budgetHeaders(0, 1e9), body: {} }, [3_601_000]],
    ['429 without the words', { status: 429, headers: { 'retry-after': '7' }, body: {} }, [8000]],
    ['the secondary limit', { status: 403, headers: budgetHeaders(4000), body: { message } }, [61_000]],
    ['the secondary limit in a 200', { headers: budgetHeaders(4000), body: { errors: [{ message }] } }, [61_000]],
    ['abuse detection', { status: 403, body: { message: 'abuse detection mechanism' } }, [61_000]],
  ])('%s: waited out', async (_, fault, slept) => {
    const server = await serve(once(fault));
    const clock = movedClock();
    const client = testClient(server.url, clock);
    expect((await client.query(query, {}, call)).data).toEqual({ n: 1 });
    expect(clock.slept).toEqual(slept);
    expect(client.usage().requests).toBe(2);
  });

  test.each<[string, Reply, string, RegExp, number]>([
    ['an old token', { status: 401, body: {} }, 'unauthorized', /set a new one/, 1],
    ['a missing repository', { status: 404, body: {} }, 'not_found', /granted/, 1],
    ['trouble that stays', { status: 503, body: {} }, 'unavailable', /503/, 4],
    ['half an answer for ever', { body: '{"da' }, 'unexpected_response', /at its root/, 4],
    ['another form', { body: { data: { n: 'one' } } }, 'unexpected_response', /at n;/, 1],
    ['nothing', { body: { data: null } }, 'unexpected_response', /at its root/, 1],
    [
      'a limit that never ends',
      { status: 429, headers: { 'retry-after': '1' } },
      'rate_limited',
      /asked again later/,
      6,
    ],
  ])('%s: said', async (_, fault, reason, words, requests) => {
    const server = await serve(() => fault);
    const client = testClient(server.url);
    const failed = client.query(query, {}, call);
    await expect(failed).rejects.toMatchObject({ reason });
    await expect(failed).rejects.toThrow(words);
    expect(client.usage().requests).toBe(requests);
  });

  test('a limit that never ends says until when', async () => {
    const server = await serve(() => ({ status: 429, headers: { 'retry-after': '60' } }));
    const clock = movedClock();
    const failed = testClient(server.url, clock).query(query, {}, call);
    await expect(failed).rejects.toMatchObject({ until: start + 5 * 61_000 + 60_000 });
  });

  test('a lost connection', async () => {
    const server = await serve(() => good);
    const client = testClient(server.url);
    await server.close();
    await expect(client.query(query, {}, call)).rejects.toMatchObject({ reason: 'unavailable' });
  });
});

describe('partial data', () => {
  const names = { text: '', answer: z.object({ names: z.array(z.string().nullable()) }) };
  const answer = (type: string, path: unknown[]) => ({
    body: { data: { names: ['a', null] }, errors: [{ type, message: 'no', path }] },
  });

  test('an item that the credential may not see is counted', async () => {
    const server = await serve(() => answer('FORBIDDEN', ['names', 1]));
    const { data, skipped } = await testClient(server.url).query(names, {}, call);
    expect(data).toEqual({ names: ['a', null] });
    expect(skipped).toEqual([{ reason: 'forbidden', count: 1 }]);
  });

  test.each([
    ['SERVICE_UNAVAILABLE', ['names', 1], 'unavailable'],
    ['FORBIDDEN', ['names'], 'unauthorized'],
    ['NOT_FOUND', ['repository'], 'not_found'],
  ])('%s at %j is a failure', async (type, path, reason) => {
    const server = await serve(() => answer(type, path));
    await expect(testClient(server.url).query(names, {}, call)).rejects.toMatchObject({ reason });
  });
});

describe('a request', () => {
  test('shows who asks, and which version is meant', async () => {
    const server = await serve(() => good);
    await testClient(`${server.url}/api/v3`).query(query, { a: 1 }, call);
    const [asked] = server.asked;
    expect(asked).toMatchObject({ method: 'POST', path: '/api/graphql', variables: { a: 1 } });
    expect(asked?.headers).toMatchObject({
      authorization: 'Bearer hunter2',
      'user-agent': expect.stringMatching(/^waymark /),
      'x-github-api-version': '2022-11-28',
    });
  });

  test('stops at once when it is aborted, while it waits for a retry as well', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const server = await serve(() => {
      setImmediate(() => controller.abort(reason));
      return { status: 502 };
    });
    const asked = testClient(server.url).query(query, {}, { ...call, signal: controller.signal });
    await expect(asked).rejects.toBe(reason);
    await expect(testClient(server.url).get('GET /x', {}, things, { ...call, signal: controller.signal })).rejects.toBe(
      reason
    );
  });

  test('counts what is left', async () => {
    const server = await serve(() => ({ ...good, headers: budgetHeaders(4321) }));
    const client = testClient(server.url);
    await client.query(query, {}, call);
    const graphql = { limit: 5000, remaining: 4321, resetAt: start + 600_000 };
    expect(client.usage()).toEqual({ requests: 1, core: undefined, graphql, credentialExpiresAt: undefined });
  });
});

test('sources with the same credential share its budget', async () => {
  const server = await serve(once({ ...good, headers: budgetHeaders(100) }));
  const [clock, budgets] = [movedClock(), new Budgets()];
  const configuration = githubSchema.parse({ github: 'acme', token_env: 'T', api_url: server.url });
  const environment = { secret: () => 'hunter2', configDirectory: '/' };
  const [one, other] = [1, 2].map(() => openClient(configuration, environment, { clock, budgets }));
  await one!.query(query, {}, call);
  expect(clock.slept).toEqual([]);
  await other!.query(query, {}, call);
  expect(clock.slept).toEqual([601_000]);
});

describe('REST', () => {
  test('what has not changed is known', async () => {
    const etag = 'W/"a"';
    const server = await serve(({ headers }) =>
      headers['if-none-match'] === etag ? { status: 304, body: '' } : { headers: { etag }, body: { n: 5 } }
    );
    const client = testClient(server.url);
    const ask = () => client.get('GET /things/{id}', { id: 'a b', per_page: 2 }, things, call);
    expect(await ask()).toEqual({ data: { n: 5 }, next: undefined });
    expect(await ask()).toEqual({ data: { n: 5 }, next: undefined });
    expect(server.asked.map(({ path }) => path)).toEqual(['/things/a%20b?per_page=2', '/things/a%20b?per_page=2']);
  });

  test('pages are followed by their addresses, but not to another server', async () => {
    const server = await serve(() => ({
      headers: { link: `<${server.url}/repositories/7/things?page=2>; rel="next", <${server.url}/x>; rel="last"` },
      body: { n: 1 },
    }));
    const client = testClient(server.url);
    const { next } = await client.get('GET /things', {}, things, call);
    expect(next).toBe(`${server.url}/repositories/7/things?page=2`);
    await client.get(`GET ${next}`, {}, things, call);
    await expect(client.get('GET http://127.0.0.1:9/things', {}, things, call)).rejects.toThrow(/another server/);
    expect(server.asked.map(({ path }) => path)).toEqual(['/things', '/repositories/7/things?page=2']);
  });

  test('a renamed repository is followed with the query', async () => {
    const server = await serve(({ path }) =>
      path.startsWith('/repos/') ? { status: 301, headers: { location: '/repositories/7/runs' } } : { body: { n: 3 } }
    );
    expect((await testClient(server.url).get('GET /repos/a/b/runs', { page: 4 }, things, call)).data).toEqual({ n: 3 });
    expect(server.asked.at(-1)?.path).toBe('/repositories/7/runs?page=4');
  });

  test('a repository moved for ever is a failure, and so is one that moved to another server', async () => {
    const server = await serve(({ path }) => ({
      status: 301,
      headers: { location: path === '/out' ? 'http://127.0.0.1:9/' : path },
    }));
    const client = testClient(server.url);
    await expect(client.get('GET /round', {}, things, call)).rejects.toMatchObject({ reason: 'unexpected_response' });
    await expect(client.get('GET /out', {}, things, call)).rejects.toThrow(/another server/);
  });
});

test('no failure tells the token', async () => {
  const server = await serve(({ path }) => ({ status: path === '/graphql' ? 403 : 500, body: { message: 'hunter2' } }));
  const client = testClient(server.url);
  for (const failed of [client.query(query, {}, call), client.get('GET /x', {}, things, call)]) {
    const error: unknown = await failed.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(SourceError);
    const { message, stack, cause } = error as SourceError;
    expect(JSON.stringify([message, stack, cause, String(cause)])).not.toContain('hunter2');
  }
});
