import { describe, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import type { FactKind } from '#domain/facts.ts';
import { FactTable } from '../fact-table.fixture.ts';
import { describeSource } from '../suite.ts';
import type { TestServer } from './server.fixture.ts';
import {
  delivery,
  merge,
  newWorld,
  persons,
  push,
  repositoryBody,
  serveWorld,
  start,
  worldSource,
} from './world.fixture.ts';

const kinds: readonly FactKind[] = ['commit', 'change', 'deployment', 'proposal', 'incident', 'run'];
const everything = (table: FactTable) => kinds.flatMap((kind) => table.all(kind));

async function given() {
  const world = newWorld();
  const server = await serveWorld(world);
  const table = new FactTable();
  return { world, server, table, source: () => worldSource(server.url) };
}
const operations = ({ asked }: TestServer) =>
  asked.map(({ query, path }) => /^query (\w+)/.exec(query)?.[1] ?? path.replace(/\?.*/, '')).sort();

describeSource('github', async () => {
  const world = newWorld();
  const server = await serveWorld(world);
  return {
    source: () => worldSource(server.url),
    advance: () => {
      merge(world, 6, start + 10 * day);
      push(world, start + 11 * day);
      return Promise.resolve();
    },
    persons,
    close: server.close,
  };
});

describe('a pull', () => {
  test('gives pull requests and pushes as changes, and all the rest', async () => {
    const { table, source } = await given();
    await table.pull(source());
    expect(table.all('change').map(({ id, kind }) => `${kind} ${id}`)).toEqual([
      ...['commit 0000000000000000000000000000000000006330', 'commit 0000000000000000000000000000000000006336'],
      ...['pull PR_1', 'pull PR_2', 'pull PR_3', 'pull PR_4', 'pull PR_5'],
    ]);
    expect(table.all('commit')).toHaveLength(7);
    expect(table.all('proposal')).toHaveLength(5);
    expect(table.all('deployment')).toMatchObject([{ id: 'DE_1', production: true }]);
    expect(table.all('incident')).toMatchObject([{ id: 'I_90', causedBy: '#5' }]);
    expect(table.all('run').map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
      [1, 'failure'],
      [2, 'success'],
    ]);
  });

  test('that finds nothing new asks what there is and what changed, and no more', async () => {
    const { table, server, source } = await given();
    await table.pull(source());
    server.asked.length = 0;
    await table.pull(source());
    expect(operations(server)).toEqual(['Probe', 'Repositories']);
  });

  test('asks only for the kind that changed', async () => {
    const { world, table, server, source } = await given();
    await table.pull(source());
    world.deployments.push({ id: 'DE_2', sha: world.commits.at(-1)!.sha, at: start + 12 * day });
    server.asked.length = 0;
    await table.pull(source());
    expect(operations(server)).toEqual(['Deployments', 'Probe', 'Repositories']);
    expect(table.all('deployment')).toHaveLength(1);

    world.deployments[1]!.ended = start + 13 * day;
    await table.pull(source());
    expect(table.all('deployment')).toHaveLength(2);
  });

  test('that was killed after any batch is gone on with, and ends where a quiet one does', async () => {
    const quiet = await given();
    const batches = await quiet.table.pull(quiet.source());
    for (let killed = 1; killed < batches.length; killed++) {
      const { table, server } = await given();
      await table.pull(worldSource(server.url), killed);
      await table.pull(worldSource(server.url));
      const text = JSON.stringify(everything(table)).replaceAll(server.url, quiet.server.url);
      expect(text).toBe(JSON.stringify(everything(quiet.table)));
    }
  });

  test('with another configuration collects what it newly needs', async () => {
    const { table, server } = await given();
    await table.pull(worldSource(server.url, { incidents: undefined, ci: undefined }));
    expect(table.all('incident')).toEqual([]);
    server.asked.length = 0;
    await table.pull(worldSource(server.url, { ci: undefined }));
    expect(operations(server)).toEqual(['Issues', 'Probe', 'Repositories']);
    expect(table.all('incident')).toHaveLength(1);
  });

  test('with another idea of production makes deployments anew', async () => {
    const { table, server } = await given();
    await table.pull(worldSource(server.url));
    await table.pull(worldSource(server.url, { deployments: { workflows: ['CI'] } }));
    expect(table.all('deployment').map(({ id }) => id)).toEqual(['run-8000000001-1', 'run-8000000001-2']);
  });

  test('counts a run and the deployment that it made once', async () => {
    const { world, table, server } = await given();
    world.runs.push({ id: 8_000_000_002, at: start + 7 * day, attempt: 1, sha: world.commits.at(-1)!.sha });
    await table.pull(worldSource(server.url, { deployments: { environments: ['production'], workflows: ['CI'] } }));
    expect(table.all('deployment').map(({ id }) => id)).toEqual(['DE_1', 'run-8000000001-1', 'run-8000000001-2']);
  });

  test('after a force push gives what is, and nothing of what was', async () => {
    const { world, table, source } = await given();
    await table.pull(source());
    world.commits.pop();
    world.commits.push({ sha: 'f'.repeat(40), parent: world.commits.at(-1)!.sha, at: start + 6 * day });
    world.repository.pushed = start + 14 * day;
    await table.pull(source());
    const fresh = new FactTable();
    await fresh.pull(source());
    expect(table.all('change')).toEqual(fresh.all('change'));
    expect(table.all('commit')).toEqual(fresh.all('commit'));
    expect(table.all('change').map(({ sha }) => sha)).toContain('f'.repeat(40));
  });

  test('follows a repository to its new name', async () => {
    const { world, table, source } = await given();
    await table.pull(source());
    world.repository.name = 'acme/basket';
    await table.pull(source());
    expect(new Set(everything(table).map(({ repository }) => repository))).toEqual(new Set(['acme/basket']));
    expect(table.all('change')).toHaveLength(7);
  });

  test('reads an archived repository once', async () => {
    const { world, table, server, source } = await given();
    world.repository.archived = true;
    await table.pull(source());
    server.asked.length = 0;
    await table.pull(source());
    expect(operations(server)).toEqual(['Repositories']);
    expect(table.all('change')).toHaveLength(7);
  });

  test('says how far the first collection is', async () => {
    const { table, source } = await given();
    const first = source();
    const batches = await table.pull(first);
    const reached = batches.flatMap(({ progress }) => (progress ? [progress.done / progress.total] : []));
    expect(reached.length).toBeGreaterThan(3);
    expect(reached.at(-1)).toBe(1);
    expect(first.usage?.()).toMatchObject({ backfill: 1 });
    const later = await table.pull(first);
    expect(later.flatMap(({ progress }) => progress ?? [])).toEqual([]);
  });

  test('since a day gives nothing older', async () => {
    const { table, server } = await given();
    const batches = await table.pull(worldSource(server.url, { since: '2026-03-04' }));
    expect(table.all('change').map(({ number }) => number)).toEqual([undefined, 3, 4, 5]);
    expect(batches.flatMap(({ complete = [] }) => complete)).toMatchObject([{ from: Date.parse('2026-03-04') }]);
  });
});

describe('a delivery', () => {
  async function pulled() {
    const all = await given();
    const source = all.source();
    await all.table.pull(source);
    const receive = (event: string, content: object, secret?: string) =>
      source.receive!(delivery(event, { repository: repositoryBody(all.server.url), ...content }, secret));
    return { ...all, source, receive };
  }

  test.each<[string, object, FactKind, string]>([
    ['pull_request', { action: 'closed', pull_request: { node_id: 'PR_5', merged_at: 'x' } }, 'change', 'PR_5'],
    [
      'deployment_status',
      { deployment: { node_id: 'DE_1' }, deployment_status: { state: 'success' } },
      'deployment',
      'DE_1',
    ],
    ['issues', { action: 'closed', issue: { node_id: 'I_90' } }, 'incident', 'I_90'],
  ])('of %s gives the facts of a pull', async (event, content, kind, id) => {
    const { table, receive } = await pulled();
    const batch = await receive(event, content);
    const fact = table.all(kind).find((each) => 'id' in each && each.id === id);
    expect(batch?.facts).toContainEqual(fact);
    expect(batch).not.toHaveProperty('cursor');
  });

  test('of a push gives its commits, and what no pull request brought', async () => {
    const { world, table, server, receive } = await pulled();
    const before = world.commits.at(-1)!.sha;
    merge(world, 6, start + 10 * day);
    const after = push(world, start + 11 * day);
    const batch = await receive('push', { ref: 'refs/heads/main', before, after });
    await table.pull(worldSource(server.url));
    expect(batch?.facts.map(({ fact }) => fact)).toEqual(['commit', 'commit', 'change']);
    expect(everything(table)).toEqual(expect.arrayContaining([...(batch?.facts ?? [])]));
  });

  test('of a run is taken as it is', async () => {
    const { table, server, receive } = await pulled();
    const run = {
      ...{ id: 8_000_000_001, name: 'CI', path: 'x', workflow_id: 51, event: 'push', status: 'completed' },
      ...{ conclusion: 'success', head_branch: 'main', head_sha: table.all('run')[1]!.sha, run_attempt: 2 },
      html_url: `${server.url}/acme/checkout/actions/runs/8000000001`,
      created_at: new Date(start + 6 * day).toISOString(),
      run_started_at: new Date(start + 6 * day + 2000).toISOString(),
      updated_at: new Date(start + 6 * day + 3000).toISOString(),
      actor: { login: persons[0] },
    };
    server.asked.length = 0;
    const batch = await receive('workflow_run', { action: 'completed', workflow: { name: 'CI' }, workflow_run: run });
    expect(batch?.facts).toEqual([table.all('run')[1]]);
    expect(server.asked).toEqual([]);
  });

  test('that is late gives what is now, not what was then', async () => {
    const { receive } = await pulled();
    const late = { action: 'opened', pull_request: { node_id: 'PR_5', merged_at: null } };
    expect((await receive('pull_request', late))?.facts[0]).toMatchObject({
      fact: 'proposal',
      closedAt: start + 5.5 * day,
    });
  });

  test.each<[string, object]>([
    ['ping', { zen: 'Keep it simple.' }],
    ['installation', { action: 'created', repository: undefined, installation: { account: { login: 'other' } } }],
    ['pull_request', { action: 'synchronize', pull_request: { node_id: 'PR_5', merged_at: null } }],
    ['pull_request_review', { action: 'submitted', pull_request: { node_id: 'PR_5', merged_at: null } }],
    ['deployment_status', { deployment: { node_id: 'DE_1' }, deployment_status: { state: 'queued' } }],
    ['push', { ref: 'refs/heads/topic', before: 'a'.repeat(40), after: 'b'.repeat(40) }],
    ['issues', { action: 'deleted', issue: { node_id: 'I_90' } }],
    [
      'pull_request',
      { action: 'closed', pull_request: { node_id: 'PR_5' }, repository: repositoryBody('x', 'other/x') },
    ],
  ])('of %s that tells nothing asks nothing', async (event, content) => {
    const { server, receive } = await pulled();
    server.asked.length = 0;
    expect(await receive(event, content)).toBeUndefined();
    expect(server.asked).toEqual([]);
  });

  test.each(['installation', 'installation_repositories'])(
    'of %s asks for a pull, and nothing of GitHub',
    async (event) => {
      const { server, receive } = await pulled();
      server.asked.length = 0;
      const given = { action: 'added', repository: undefined, installation: { account: { login: 'Acme' } } };
      expect(await receive(event, given)).toEqual({ facts: [], due: true });
      expect(server.asked).toEqual([]);
    }
  );

  test('that is not signed with the secret is refused', async () => {
    const { server, source, receive } = await pulled();
    server.asked.length = 0;
    await expect(receive('ping', {}, 'guess')).rejects.toMatchObject({ reason: 'unauthorized' });
    const { headers, ...rest } = delivery('ping', {});
    const { 'x-hub-signature-256': _, ...unsigned } = headers;
    await expect(source.receive!({ ...rest, headers: unsigned })).rejects.toMatchObject({ reason: 'unauthorized' });
    expect(server.asked).toEqual([]);
  });

  test('that GitHub cannot complete is to be sent again', async () => {
    const { server, receive } = await pulled();
    await server.close();
    const closed = { action: 'closed', pull_request: { node_id: 'PR_5', merged_at: 'x' } };
    await expect(receive('pull_request', closed)).rejects.toMatchObject({ reason: 'unavailable' });
  });

  test('is taken only where a secret is configured', async () => {
    const { server } = await given();
    expect(worldSource(server.url, { webhook_secret_env: undefined }).receive).toBeUndefined();
  });
});

test('says what may be judged of its deployments', () => {
  const rules = (entry: object) => worldSource('http://127.0.0.1', entry).rules;
  expect(rules({})).toEqual({
    ...{ deployments: true, rollbacks: true, reverts: true, patchWithin: 0, incidentsWithin: day },
  });
  expect(rules({ deployments: undefined, incidents: { labels: ['x'], within: '2h' } })).toMatchObject({
    ...{ deployments: false, rollbacks: false, incidentsWithin: day / 12 },
  });
  expect(rules({ deployments: { releases: true } })).toMatchObject({ deployments: true, rollbacks: false });
});
