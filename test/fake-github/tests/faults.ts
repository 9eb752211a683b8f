import { describe, expect, test } from '@jest/globals';
import { addPull } from '../build-work.ts';
import { faultTable } from '../fault-table.ts';
import { nth, type Fault } from '../faults.ts';
import { start, startWorld } from './world.fixture.ts';

const path = '/repos/acme/checkout/pulls';
const query = '{ repository(owner: "acme", name: "checkout") { pullRequests(first: 1) { nodes { number } } } }';

async function spoiltBy(then: Fault) {
  const world = await startWorld();
  addPull(world.github.state, world.repository, { openedAt: start });
  world.github.faults.add({ match: () => true, then });
  return world;
}

describe('faults', () => {
  test.each([
    [
      'primary',
      { kind: 'primary', resetIn: 2 },
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(start / 1000 + 2) },
    ],
    ['secondary', { kind: 'secondary', retryAfter: 7 }, 403, { 'retry-after': '7' }],
    [
      'secondary by date',
      { kind: 'secondary', status: 429, retryAfter: 'date' },
      429,
      { 'retry-after': 'Fri, 01 Mar 2024 00:01:00 GMT' },
    ],
    ['unicorn', { kind: 'html', status: 503 }, 503, { 'content-type': 'text/html; charset=utf-8' }],
  ] as const)('%s', async (_, then, status, headers) => {
    const { get, github } = await spoiltBy(then);
    const response = await get(path);
    expect(response.status).toBe(status);
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value);
    expect((await get(path)).status).toBe(200);
    expect(github.faults.played).toBe(true);
    expect(github.requests.all.map((each) => each.fault)).toEqual([then.kind, undefined]);
  });

  test('the old wording of a secondary limit has neither header', async () => {
    const { get } = await spoiltBy({ kind: 'secondary', wording: 'abuse' });
    const response = await get(path);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(await response.text()).toContain('abuse detection mechanism');
  });

  test('a body cut short is broken JSON in a whole answer', async () => {
    const { get } = await spoiltBy({ kind: 'cut' });
    const text = await (await get(path)).text();
    expect(text.length).toBeGreaterThan(100);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test.each(['broken-off', 'reset'] as const)('%s ends the connection', async (kind) => {
    const { get } = await spoiltBy({ kind });
    await expect(get(path).then((response) => response.text())).rejects.toThrow();
    expect((await get(path)).status).toBe(200);
  });

  test('a hanging answer ends when the client gives up', async () => {
    const { github } = await spoiltBy({ kind: 'hang' });
    await expect(fetch(github.url + path, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  });

  test('GraphQL: limits in a 200, a timeout that costs points, partial data', async () => {
    const { github, ask } = await spoiltBy({ kind: 'primary' });
    expect((await ask(query)).errors).toMatchObject([{ type: 'RATE_LIMITED' }]);
    expect(github.points).toBe(0);
    github.faults.add({ match: nth(1), then: { kind: 'timeout', status: 502 } });
    expect((await ask(query)).errors?.[0]?.message).toContain('Something went wrong while executing your query');
    expect(github.points).toBe(1);
    const gone = ['repository', 'pullRequests', 'nodes', 0];
    github.faults.add({ match: (request) => request.nodes > 0, then: { kind: 'partial', path: gone } });
    const answer = await ask(query);
    expect(answer.data).toEqual({ repository: { pullRequests: { nodes: [null] } } });
    expect(answer.errors).toMatchObject([{ path: gone }]);
  });

  test('rules choose by number, kind and cost', async () => {
    const { github, get, ask } = await startWorld();
    const rest = nth(2, (request) => request.kind === 'rest');
    github.faults.add({ match: rest, then: { kind: 'html', status: 500 } });
    github.faults.add({
      match: (request) => request.nodes >= 100,
      times: Infinity,
      then: { kind: 'timeout', status: 502 },
    });
    const big = query.replace('first: 1', 'first: 100');
    expect([(await get(path)).status, (await get(path)).status, (await get(path)).status]).toEqual([200, 500, 200]);
    expect((await ask(query)).errors).toBeUndefined();
    for (let n = 0; n < 2; n++) expect((await ask(big)).errors).toHaveLength(1);
  });

  const kinds = faultTable.flatMap(({ name, on, then }) => on.map((kind) => ({ name, kind, then })));
  test.each(kinds)('the table: $name ($kind) happens, and the next request is served', async ({ kind, then }) => {
    const { github, get, ask } = await spoiltBy(then);
    const request = async (): Promise<unknown> =>
      kind === 'rest' ? (await get(path)).text() : JSON.stringify(await ask(query));
    const spoilt = await request().catch((error: unknown) => error);
    const served = await request();
    expect(github.requests.all[0]?.fault).toBe(then.kind);
    if (then.kind !== 'slow') expect(spoilt).not.toEqual(served);
    expect(served).toContain('"number":1');
  });

  test('there are at least twenty', () => {
    expect(new Set(faultTable.map(({ name }) => name)).size).toBe(faultTable.length);
    expect(faultTable.length).toBeGreaterThanOrEqual(20);
  });
});
