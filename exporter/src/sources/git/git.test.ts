import { afterAll, describe, expect, test } from '@jest/globals';
import { FactTable } from '../fact-table.fixture.ts';
import { describeSource } from '../suite.ts';
import {
  type TestRepository,
  gitSource,
  makeRepository,
  persons,
  removeFixtures,
  temporary,
} from './repository.fixture.ts';

afterAll(removeFixtures);

const tags = '^v(\\d+)\\.(\\d+)\\.(\\d+)$';

/** Two changes and a merged pull request whose branch began at b. */
async function smallHistory(): Promise<TestRepository> {
  const repository = await makeRepository();
  await repository.write(
    [
      { name: 'a', at: 1000, authored: 900, files: { 'src/a.ts': '1' } },
      { name: 'b', at: 2000, message: 'fix it (#7)', files: { 'docs/é ü.md': '1' } },
      { name: 'work', at: 2100, files: { 'src/b.ts': '1' } },
      {
        name: 'c',
        parents: ['b', 'work'],
        at: 3000,
        message: 'Merge pull request #8 from ada/work',
        files: { 'src/b.ts': '1' },
      },
    ],
    {
      'refs/heads/main': 'c',
      'refs/pull/8/head': 'work',
      'refs/tags/v1.0.0': { on: 'b', at: 2500 },
      'refs/tags/v1.1.0': 'c',
      'refs/tags/v2.0.0-rc1': 'c',
    }
  );
  return repository;
}

for (const how of ['local', 'remote'] as const) {
  describeSource(`git, ${how}`, async () => {
    const repository = await smallHistory();
    const cacheDirectory = await temporary();
    const address = how === 'local' ? repository.directory : `file://${repository.directory}`;
    return {
      source: () => gitSource({ git: address, deployments: { tags } }, { cacheDirectory }),
      persons,
      advance: () =>
        repository.write([{ name: 'd', parents: ['c'], at: 4000 }], {
          'refs/heads/main': 'd',
          'refs/tags/v1.2.0': { on: 'd', at: 4100 },
        }),
      close: () => Promise.resolve(),
    };
  });
}

describe('a small history', () => {
  test('gives its graph, its changes, its pull heads and its deployments', async () => {
    const repository = await smallHistory();
    const table = new FactTable();
    const batches = await table.pull(gitSource({ git: repository.directory, deployments: { tags } }));
    const sha = (name: string) => repository.sha(name);
    const common = { repository: 'acme/checkout' };
    const bySha = <T extends { sha: string }>(facts: T[]) => new Map(facts.map((fact) => [fact.sha, fact]));

    const commits = bySha(table.all('commit'));
    expect([...commits.keys()].sort()).toEqual(['a', 'b', 'work', 'c'].map(sha).sort());
    expect(commits.get(sha('a'))).toEqual({
      ...{ ...common, fact: 'commit', sha: sha('a'), parents: [] },
      ...{ authoredAt: 900_000, committedAt: 1_000_000, reverts: [] },
    });
    expect(commits.get(sha('c'))?.parents).toEqual([sha('b'), sha('work')]);

    const changes = bySha(table.all('change'));
    expect([...changes.keys()].sort()).toEqual(['a', 'b', 'c'].map(sha).sort());
    expect(changes.get(sha('a'))).toEqual({
      ...{ ...common, fact: 'change', id: sha('a'), kind: 'commit', sha: sha('a') },
      ...{ authoredAt: 900_000, mergedAt: 1_000_000, bot: false },
    });
    expect(changes.get(sha('b'))).toMatchObject({ kind: 'pull', number: 7 });
    expect(changes.get(sha('c'))).toMatchObject({ kind: 'pull', number: 8, mergedAt: 3_000_000 });

    expect(table.all('pull_head')).toEqual([{ ...common, fact: 'pull_head', number: 8, sha: sha('work') }]);
    const deployment = { ...common, fact: 'deployment', service: '', environment: 'production', production: true };
    expect(bySha(table.all('deployment'))).toEqual(
      bySha([
        {
          ...{ ...deployment, id: sha('b'), version: '1.0.0', sha: sha('b') },
          ...{ startedAt: 2_500_000, finishedAt: 2_500_000, outcome: 'success' },
        },
        {
          ...{ ...deployment, id: sha('c'), version: '1.1.0', sha: sha('c') },
          ...{ startedAt: 3_000_000, finishedAt: 3_000_000, outcome: 'success' },
        },
      ])
    );
    expect(batches).toHaveLength(1);
    expect(batches[0]?.complete).toEqual([{ repository: 'acme/checkout', from: -Infinity }]);
    expect(batches[0]?.progress).toEqual({ done: 4, total: 4 });
  });

  test('says which files a change touches where teams are split by paths: against the first parent', async () => {
    const repository = await smallHistory();
    for (const address of [repository.directory, `file://${repository.directory}`]) {
      const table = new FactTable();
      const environment = { cacheDirectory: await temporary(), withPaths: new Set(['acme/checkout']) };
      await table.pull(gitSource({ git: address }, environment));
      const paths = new Map(table.all('change').map((change) => [change.sha, change.paths]));
      expect(paths.get(repository.sha('a'))).toEqual(['src/a.ts']);
      expect(paths.get(repository.sha('b'))).toEqual(['docs/é ü.md']);
      expect(paths.get(repository.sha('c'))).toEqual(['src/b.ts']);
    }
  });

  test('has pages only where its origin is a known host', async () => {
    const repository = await smallHistory();
    await repository.git('config', 'remote.origin.url', 'git@github.com:acme/checkout.git');
    const table = new FactTable();
    const [batch] = await table.pull(gitSource({ git: repository.directory, deployments: { every: 'merge' } }));
    const url = `https://github.com/acme/checkout/commit/${repository.sha('a')}`;
    expect(table.all('change').find(({ sha }) => sha === repository.sha('a'))?.url).toBe(url);
    expect(table.all('deployment').find(({ sha }) => sha === repository.sha('a'))?.url).toBe(url);
    expect(batch?.complete?.[0]?.url).toBe('https://github.com/acme/checkout');
  });

  test('is given in batches, of which only the last has a cursor to go on from', async () => {
    const repository = await makeRepository();
    const commits = Array.from({ length: 2500 }, (_, index) => ({ name: String(index), at: 1000 + index }));
    await repository.write(commits, { 'refs/heads/main': '2499' });
    const whole = new FactTable();
    const batches = await whole.pull(gitSource({ git: repository.directory }));
    expect(batches.map(({ facts }) => facts.length)).toEqual([2000, 2000, 1000]);
    expect(batches.map(({ sweep }) => sweep !== undefined)).toEqual([false, false, true]);

    const killed = new FactTable();
    await killed.pull(gitSource({ git: repository.directory }), 2);
    await killed.pull(gitSource({ git: repository.directory }));
    for (const kind of ['commit', 'change'] as const) expect(killed.all(kind)).toEqual(whole.all(kind));
  });
});

test('says what may be judged of its deployments', () => {
  const rules = (entry: object) => gitSource({ git: 'acme/checkout', ...entry }).rules;
  const shared = { incidentsWithin: 0, rollbacks: false };
  expect(rules({})).toEqual({ ...shared, deployments: false, reverts: true, patchWithin: 0 });
  expect(rules({ deployments: { tags }, failures: { reverts: false, patch_within: '168h' } })).toEqual({
    ...{ ...shared, deployments: true, reverts: false, patchWithin: 168 * 3_600_000 },
  });
  expect(rules({ deployments: { file: 'deployments.csv' } }).rollbacks).toBe(true);
});
