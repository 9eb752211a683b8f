import { describe, expect, test } from '@jest/globals';
import { earlierAttempts, rateLimit, workflowRuns, workflows } from './rest.ts';
import { all, never, start, serve, testClient } from './server.fixture.ts';

const repository = { nameWithOwner: 'acme/checkout' };
const minute = 60_000;
const iso = (time: number) => new Date(time).toISOString().replace('.000', '');
const runBody = (number: number, more: object = {}) => ({
  id: 5_000_000_000 + number,
  name: 'CI',
  path: '.github/workflows/ci.yml',
  workflow_id: 1,
  event: 'push',
  status: 'completed',
  conclusion: 'success',
  head_branch: 'main',
  head_sha: 'a'.repeat(40),
  html_url: 'https://example.org/run',
  created_at: iso(start + number * minute),
  run_started_at: iso(start + number * minute),
  updated_at: iso(start + number * minute),
  run_attempt: 1,
  actor: { login: 'ada' },
  ...more,
});

/** Lists runs made a minute apart as GitHub does: newest first, a thousand at most. */
function runsServer(count: number) {
  return serve(({ path, headers }) => {
    const url = new URL(path, `http://${headers.host ?? ''}`);
    const [, from = '', to = iso(start + count * minute)] =
      /^(?:>=)?([^.]+)(?:\.\.(.+))?$/.exec(url.searchParams.get('created') ?? '') ?? [];
    const numbers = Array.from({ length: count }, (_, index) => count - 1 - index).filter(
      (number) => start + number * minute >= Date.parse(from) && start + number * minute <= Date.parse(to)
    );
    const page = Number(url.searchParams.get('page') ?? 1);
    const shown = numbers.slice(0, 1000).slice((page - 1) * 100, page * 100);
    const more = Math.min(1000, numbers.length) > page * 100;
    url.searchParams.set('page', String(page + 1));
    return {
      headers: more ? { link: `<${url.href}>; rel="next"` } : {},
      body: { total_count: numbers.length, workflow_runs: shown.map((number) => runBody(number)) },
    };
  });
}

describe('workflow runs', () => {
  test('beyond the thousand that GitHub gives are asked for by their time', async () => {
    const server = await runsServer(2500);
    const options = { repository, from: start, signal: never };
    const pages = await all(workflowRuns(testClient(server.url), options));
    const ids = pages.flatMap(({ nodes }) => nodes.map(({ id }) => id));
    expect(new Set(ids).size).toBe(2500);
    // The last minute of each thousand comes twice.
    expect(ids).toHaveLength(2502);
    expect(server.asked).toHaveLength(26);
    expect(pages.map(({ last }) => last).lastIndexOf(false)).toBe(24);
    expect(server.asked[0]?.path).toBe(
      '/repos/acme/checkout/actions/runs?exclude_pull_requests=true&per_page=100&created=%3E%3D2026-03-01T00%3A00%3A00Z'
    );
  });

  test('go on before any page', async () => {
    const server = await runsServer(250);
    const client = testClient(server.url);
    const [first] = await all(workflowRuns(client, { repository, from: start, signal: never }));
    expect(first).toMatchObject({ before: start + 150 * minute, total: 250, last: false });
    const rest = await all(workflowRuns(client, { repository, from: start, before: first?.before, signal: never }));
    const numbers = rest.flatMap(({ nodes }) => nodes.map(({ created_at }) => (created_at - start) / minute));
    expect(numbers).toEqual(Array.from({ length: 151 }, (_, index) => 150 - index));
  });

  test('of one workflow and branch; none is an end as well', async () => {
    const server = await serve(() => ({ body: { total_count: 0, workflow_runs: [] } }));
    const options = { repository, workflow: '7', branch: 'main', from: start + 999, signal: never };
    expect(await all(workflowRuns(testClient(server.url), options))).toEqual([
      { nodes: [], before: start + 999, last: true, total: 0 },
    ]);
    expect(server.asked[0]?.path).toMatch(/^\/repos\/acme\/checkout\/actions\/workflows\/7\/runs\?branch=main&/);
  });

  test('no person is read, and ids are text', async () => {
    const server = await runsServer(1);
    const [page] = await all(workflowRuns(testClient(server.url), { repository, from: start, signal: never }));
    expect(page?.nodes[0]).toMatchObject({ id: '5000000000', created_at: start, run_attempt: 1 });
    expect(JSON.stringify(page)).not.toContain('ada');
  });

  test('more than a thousand in one second cannot be told apart', async () => {
    const body = { total_count: 2000, workflow_runs: [runBody(0)] };
    const server = await serve(() => ({ body }));
    const runs = all(workflowRuns(testClient(server.url), { repository, from: start, signal: never }));
    await expect(runs).rejects.toMatchObject({ reason: 'unexpected_response' });
  });

  test('earlier attempts are asked for one by one', async () => {
    const server = await serve(({ path }) => ({ body: runBody(3, { run_attempt: Number(path.at(-1)) }) }));
    const [latest] = await earlierAttempts(testClient(server.url), repository, { ...parsed, run_attempt: 2 }, never);
    expect(latest?.run_attempt).toBe(1);
    expect(await earlierAttempts(testClient(server.url), repository, parsed, never)).toEqual([]);
    expect(server.asked.map(({ path }) => path)).toEqual(['/repos/acme/checkout/actions/runs/9/attempts/1']);
  });
  const parsed = {
    ...{ id: '9', workflow_id: '1', event: 'push', status: 'completed', conclusion: 'failure', head_branch: 'main' },
    ...{ head_sha: 'a', html_url: '', created_at: start, updated_at: start, run_attempt: 1 },
  };
});

test('workflows on all pages', async () => {
  const body = (id: number) => ({ total_count: 2, workflows: [{ id, name: `w${id}`, path: 'p', state: 'active' }] });
  const server = await serve(({ path }) =>
    path.includes('page=2')
      ? { body: body(2) }
      : { headers: { link: `<${server.url}/repositories/7/workflows?page=2>; rel="next"` }, body: body(1) }
  );
  const found = await workflows(testClient(server.url), repository, never);
  expect(found.map(({ id, name }) => [id, name])).toEqual([
    ['1', 'w1'],
    ['2', 'w2'],
  ]);
});

test('rate limits', async () => {
  const core = { limit: 5000, remaining: 4000, reset: start / 1000, used: 1000 };
  const server = await serve(() => ({ body: { resources: { core, search: core } } }));
  expect(await rateLimit(testClient(server.url), never)).toEqual({
    core: { limit: 5000, remaining: 4000, resetAt: start },
  });
});
