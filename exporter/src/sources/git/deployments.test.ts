import { afterAll, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FactTable } from '../fact-table.fixture.ts';
import { gitSource, makeRepository, removeFixtures, temporary, type TestRepository } from './repository.fixture.ts';

afterAll(removeFixtures);

const plain = '^v?(\\d+)\\.(\\d+)\\.(\\d+)$';

async function deployments(repository: TestRepository, rule: object, configDirectory = '/') {
  const table = new FactTable();
  await table.pull(gitSource({ git: repository.directory, deployments: rule }, { configDirectory }));
  const facts = table.all('deployment').sort((a, b) => a.finishedAt - b.finishedAt);
  return { table, facts };
}

/** a - b - c on main, r on a release branch from a. */
async function released(refs: Parameters<TestRepository['write']>[1]): Promise<TestRepository> {
  const repository = await makeRepository();
  const line = [
    { name: 'a', at: 1000 },
    { name: 'b', at: 2000 },
    { name: 'c', at: 3000 },
    { name: 'r', parents: ['a'], at: 4000 },
  ];
  await repository.write(line, { 'refs/heads/main': 'c', 'refs/heads/release': 'r', ...refs });
  return repository;
}

describe('tags', () => {
  test('two of one commit are one deployment: the highest names and dates it; an equal one does if it came first', async () => {
    const repository = await released({
      'refs/tags/v1.9.0': { on: 'a', at: 1500 },
      'refs/tags/v1.10.0': { on: 'a', at: 1700 },
      'refs/tags/2.0.0': { on: 'b', at: 2700 },
      'refs/tags/v2.0.0': { on: 'b', at: 2600 },
    });
    const { facts } = await deployments(repository, { tags: plain });
    expect(facts.map(({ version, finishedAt }) => [version, finishedAt])).toEqual([
      ['1.10.0', 1_700_000],
      ['2.0.0', 2_600_000],
    ]);
  });

  test('of two services on one commit are two', async () => {
    const repository = await released({ 'refs/tags/api/v1': 'a', 'refs/tags/web/v3': 'a', 'refs/tags/v9': 'a' });
    const { facts } = await deployments(repository, { tags: '^(?<service>[a-z]+)/v(\\d+)$', environment: 'live' });
    expect(
      facts.map(({ service, version, environment, production }) => [service, version, environment, production])
    ).toEqual([
      ['api', '1', 'live', true],
      ['web', '3', 'live', true],
    ]);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(2);
  });

  test('of a release branch count unless only reachable ones do', async () => {
    const repository = await released({
      'refs/tags/v1.0.0': 'a',
      'refs/tags/v1.0.1': { on: 'r', at: 5000 },
      'refs/tags/v2.0.0': 'c',
    });
    expect((await deployments(repository, { tags: plain })).facts.map(({ version }) => version)).toEqual([
      '1.0.0',
      '2.0.0',
      '1.0.1',
    ]);
    const reachable = await deployments(repository, { tags: plain, scope: 'reachable' });
    expect(reachable.facts.map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
    // The release branch's commit is in the graph all the same: the tag stands on it.
    expect(reachable.table.all('commit')).toHaveLength(4);
  });

  test('of tags lead to the commit; the outer one dates it; what is on no commit is skipped and counted', async () => {
    const repository = await released({ 'refs/tags/inner': { on: 'b', at: 2100 } });
    const outer = [
      '-c',
      'user.name=Ada Person',
      '-c',
      'user.email=ada@people.example',
      'tag',
      '-a',
      '-m',
      'x',
      'v1.0.0',
      'inner',
    ];
    await repository.git(...outer);
    const at = Number(await repository.git('for-each-ref', '--format=%(taggerdate:unix)', 'refs/tags/v1.0.0'));
    const tree = (await repository.git('rev-parse', 'main^{tree}')).trim();
    await repository.git('tag', 'v2.0.0', tree);
    const { facts, table } = await deployments(repository, { tags: plain });
    expect(facts.map(({ sha, finishedAt }) => [sha, finishedAt])).toEqual([[repository.sha('b'), at * 1000]]);
    expect(table.skipped).toEqual({ 'tag that is not on a commit': 1 });
  });

  test('called like the branch do not hide it', async () => {
    const repository = await released({ 'refs/tags/main': 'a' });
    const { table } = await deployments(repository, { tags: plain });
    expect(table.all('change')).toHaveLength(3);
  });

  test('that move are another deployment; those deleted are none', async () => {
    const repository = await released({ 'refs/tags/v1.0.0': 'a', 'refs/tags/v1.1.0': 'b' });
    const source = gitSource({ git: repository.directory, deployments: { tags: plain } });
    const table = new FactTable();
    await table.pull(source);
    const [first] = table.all('deployment').filter(({ version }) => version === '1.0.0');
    await repository.write([], { 'refs/tags/v1.0.0': 'c' });
    await repository.git('update-ref', '-d', 'refs/tags/v1.1.0');
    await table.pull(source);
    expect(table.all('deployment').map(({ sha, version }) => [sha, version])).toEqual([[repository.sha('c'), '1.0.0']]);
    expect(table.all('deployment')[0]?.id).not.toBe(first?.id);
  });
});

test('every merge: each commit of the first-parent line, at its committer time', async () => {
  const repository = await released({});
  const { facts, table } = await deployments(repository, { every: 'merge' });
  expect(facts.map(({ sha, finishedAt, version }) => [sha, finishedAt, version])).toEqual([
    [repository.sha('a'), 1_000_000, ''],
    [repository.sha('b'), 2_000_000, ''],
    [repository.sha('c'), 3_000_000, ''],
  ]);
  expect(table.all('change')).toHaveLength(3);
});

describe('a file', () => {
  test('gives its rows, and counts those it cannot read', async () => {
    const repository = await released({});
    const [a, b, r] = ['a', 'b', 'r'].map((name) => repository.sha(name)) as [string, string, string];
    const directory = await temporary();
    const rows = [
      '\uFEFFsha,Time,outcome,environment,service,version,url,id,started',
      `${a},1970-01-01T01:00:00Z,success,production,,v1.2.3,https://example.org/1,first,1970-01-01T00:59:00Z`,
      `${b.slice(0, 7)},1970-01-01 02:30:00+01:00,failure,production,api,,,,`,
      `${r.toUpperCase()},7200,Success,staging,,,,,`,
      '',
      `${a},1970-01-01T01:00:00,success,production,,,,,`,
      `${a},1970-02-30T01:00:00Z,success,production,,,,,`,
      `${a},7201,won,production,,,,,`,
      `abc,7201,success,production,,,,,`,
      `${'0'.repeat(40)},7201,success,production,,,,,`,
      `${a},7201,success,,,,,,`,
      `${a},7201,success,production,,,javascript:alert(1),,`,
      `${a},7201`,
      `${a},7202,failure,production,,,,first,`,
    ];
    await writeFile(join(directory, 'd.csv'), rows.join('\r\n'));
    const { facts, table } = await deployments(repository, { file: 'd.csv' }, directory);
    expect(
      facts.map(({ sha, environment, production, outcome, service }) => [
        sha,
        environment,
        production,
        outcome,
        service,
      ])
    ).toEqual([
      [a, 'production', true, 'success', ''],
      [b, 'production', true, 'failure', 'api'],
      [r, 'staging', false, 'success', ''],
    ]);
    const first = facts.find(({ id }) => id === 'first');
    expect(first).toMatchObject({
      version: '1.2.3',
      url: 'https://example.org/1',
      startedAt: 3_540_000,
      finishedAt: 3_600_000,
    });
    expect(table.skipped).toEqual({
      'deployment row with a bad time': 2,
      'deployment row with a bad outcome': 1,
      'deployment row with a bad sha': 1,
      'deployment row with a bad environment': 1,
      'deployment row with a bad url': 1,
      'deployment row with more or fewer cells than the header': 1,
      'deployment row that repeats another': 1,
      'deployment of an unknown commit': 1,
    });
  });

  test('is read again at each pull: rows that are gone are swept', async () => {
    const repository = await released({});
    const directory = await temporary();
    const file = join(directory, 'd.csv');
    const head = 'time,sha,environment,outcome\n';
    const source = gitSource({ git: repository.directory, deployments: { file } });
    const table = new FactTable();
    await writeFile(file, `${head}5000,${repository.sha('a')},production,success\n`);
    await table.pull(source);
    await writeFile(file, `${head}6000,${repository.sha('b')},production,success\n`);
    await table.pull(source);
    expect(table.all('deployment').map(({ sha }) => sha)).toEqual([repository.sha('b')]);
  });

  test('that is missing or has no such columns is an error that says what to do', async () => {
    const repository = await released({});
    const directory = await temporary();
    await expect(deployments(repository, { file: 'd.csv' }, directory)).rejects.toMatchObject({
      reason: 'not_found',
      message: expect.stringMatching(/d\.csv.*correct file/),
    });
    await writeFile(join(directory, 'd.csv'), 'when,sha\n');
    await expect(deployments(repository, { file: 'd.csv' }, directory)).rejects.toMatchObject({
      reason: 'unexpected_response',
      message: expect.stringMatching(/no column time, environment, outcome/),
    });
  });
});
