import { afterAll, describe, expect, test } from '@jest/globals';
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FactTable } from '../fact-table.fixture.ts';
import {
  type TestRepository,
  gitSource,
  makeRepository,
  removeFixtures,
  runGit,
  temporary,
} from './repository.fixture.ts';

afterAll(removeFixtures);

const plain = { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$' };

async function pulled(address: string, entry: object = {}) {
  const table = new FactTable();
  const cacheDirectory = await temporary();
  const batches = await table.pull(gitSource({ git: address, deployments: plain, ...entry }, { cacheDirectory }));
  return { table, batches, changes: new Set(table.all('change').map(({ sha }) => sha)) };
}

const shas = (repository: TestRepository, ...names: string[]) => new Set(names.map((name) => repository.sha(name)));
const line = [
  { name: 'a', at: 1000 },
  { name: 'b', at: 2000 },
];

describe('where the repository is', () => {
  test('bare, with a work tree, its .git, a work tree of its own, a path from the configuration', async () => {
    const directory = await temporary();
    await mkdir(join(directory, 'with space ü'));
    const work = join(directory, 'with space ü');
    await runGit(work, ['init', '-q', '-b', 'main']);
    await runGit(work, [
      '-c',
      'user.name=Ada Person',
      '-c',
      'user.email=ada@people.example',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'x',
    ]);
    await runGit(work, ['worktree', 'add', '-q', '-b', 'other', join(directory, 'second')]);
    await runGit(directory, ['clone', '-q', '--bare', work, 'bare.git']);
    const head = (await runGit(work, ['rev-parse', 'HEAD'])).trim();
    for (const address of [work, join(work, '.git'), join(directory, 'second'), join(directory, 'bare.git')]) {
      expect((await pulled(address)).changes).toEqual(new Set([head]));
    }
    const table = new FactTable();
    await table.pull(gitSource({ git: './with space ü' }, { configDirectory: directory }));
    expect(table.all('change')).toHaveLength(1);
  });

  test('a local one is never written to', async () => {
    const repository = await makeRepository();
    await repository.write(line, { 'refs/heads/main': 'b', 'refs/tags/v1.0.0': { on: 'a', at: 1500 } });
    const files = async () => {
      const entries = await readdir(repository.directory, { recursive: true });
      const times = entries.map(async (entry) => [entry, (await stat(join(repository.directory, entry))).mtimeMs]);
      return Promise.all(times);
    };
    const before = await files();
    await pulled(repository.directory);
    expect(await files()).toEqual(before);
  });

  test('a bundle is cloned', async () => {
    const repository = await makeRepository();
    await repository.write(line, { 'refs/heads/main': 'b', 'refs/pull/3/head': 'a' });
    const file = join(await temporary(), 'history.bundle');
    await repository.git('bundle', 'create', '--quiet', file, '--all', 'HEAD');
    const { changes, table } = await pulled(file);
    expect(changes).toEqual(shas(repository, 'a', 'b'));
    expect(table.all('pull_head')).toHaveLength(1);
  });

  test('what is no repository says so, also inside another one', async () => {
    const directory = await temporary();
    await runGit(directory, ['init', '-q']);
    await mkdir(join(directory, 'inside'));
    await writeFile(join(directory, 'file'), 'x');
    const fails = (address: string, message: RegExp) =>
      expect(pulled(address)).rejects.toMatchObject({
        reason: 'not_found',
        message: expect.stringMatching(message),
      });
    await fails(join(directory, 'inside'), /no git repository: give the folder/);
    await fails(join(directory, 'gone'), /nothing at .*: correct the path/);
    await fails(join(directory, 'file'), /no git repository/);
    await fails(`file://${directory}/gone`, /no repository at/);
  });

  test('one that vanishes fails, and goes on where it was when it is back', async () => {
    const repository = await makeRepository();
    await repository.write(line, { 'refs/heads/main': 'b' });
    const source = gitSource({ git: repository.directory });
    const table = new FactTable();
    await table.pull(source);
    await rename(repository.directory, `${repository.directory}-away`);
    await expect(table.pull(source)).rejects.toMatchObject({ reason: 'not_found' });
    await rename(`${repository.directory}-away`, repository.directory);
    expect((await table.pull(source)).flatMap(({ facts }) => facts)).toEqual([]);
  });

  test('a shallow clone is refused with the reason, here and at a remote', async () => {
    const repository = await makeRepository();
    await repository.write(line, { 'refs/heads/main': 'b' });
    const directory = await temporary();
    await runGit(directory, ['clone', '-q', '--bare', '--depth=1', `file://${repository.directory}`, 'shallow.git']);
    const shallow = join(directory, 'shallow.git');
    for (const address of [shallow, `file://${shallow}`]) {
      await expect(pulled(address)).rejects.toMatchObject({
        message: expect.stringMatching(/shallow.*--unshallow/),
      });
    }
  });

  test('without git on the path the error says so', async () => {
    const source = gitSource({ git: await temporary() }, { secret: () => '/nowhere' });
    await expect(new FactTable().pull(source)).rejects.toMatchObject({
      reason: 'unavailable',
      message: expect.stringMatching(/install git/),
    });
  });
});

describe('the default branch', () => {
  test('of an empty repository is none: no facts, complete, no error', async () => {
    const repository = await makeRepository();
    for (const address of [repository.directory, `file://${repository.directory}`]) {
      for (const entry of [{}, { branch: 'main' }]) {
        const { batches } = await pulled(address, entry);
        expect(batches.map(({ facts, complete }) => [facts, complete?.length])).toEqual([[[], 1]]);
      }
    }
  });

  test('is what HEAD names, a commit that HEAD stands on, or as configured', async () => {
    const repository = await makeRepository();
    await repository.write(line, { 'refs/heads/main': 'a', 'refs/heads/grüße/next': 'b' });
    for (const address of [repository.directory, `file://${repository.directory}`]) {
      await repository.git('symbolic-ref', 'HEAD', 'refs/heads/main');
      expect((await pulled(address)).changes).toEqual(shas(repository, 'a'));
      expect((await pulled(address, { branch: 'grüße/next' })).changes).toEqual(shas(repository, 'a', 'b'));
      await repository.git('symbolic-ref', 'HEAD', 'refs/heads/grüße/next');
      expect((await pulled(address)).changes).toEqual(shas(repository, 'a', 'b'));
      await repository.git('update-ref', '-d', 'refs/heads/grüße/next');
      await repository.git('update-ref', '--no-deref', 'HEAD', repository.sha('b'));
      expect((await pulled(address)).changes).toEqual(shas(repository, 'a', 'b'));
      await repository.git('update-ref', 'refs/heads/grüße/next', repository.sha('b'));
    }
  });

  test('that is not there is an error that says what to set', async () => {
    const repository = await makeRepository();
    await repository.write(line, { 'refs/heads/trunk': 'b' });
    for (const address of [repository.directory, `file://${repository.directory}`]) {
      await expect(pulled(address)).rejects.toMatchObject({ message: expect.stringMatching(/set branch/) });
      await expect(pulled(address, { branch: 'mian' })).rejects.toMatchObject({
        reason: 'not_found',
        message: expect.stringMatching(/no branch mian/),
      });
      expect((await pulled(address, { branch: 'trunk' })).changes).toEqual(shas(repository, 'a', 'b'));
    }
  });
});

describe('the graph', () => {
  test('of an octopus keeps every parent in order; its first-parent line takes the first', async () => {
    const repository = await makeRepository();
    await repository.write(
      [
        { name: 'a', at: 1000 },
        { name: 'x', parents: ['a'], at: 1100 },
        { name: 'y', parents: ['a'], at: 1200 },
        { name: 'z', parents: [], at: 1300 },
        { name: 'o', parents: ['x', 'y', 'z'], at: 2000 },
      ],
      { 'refs/heads/main': 'o' }
    );
    const { table, changes } = await pulled(repository.directory);
    expect(changes).toEqual(shas(repository, 'a', 'x', 'o'));
    const octopus = table.all('commit').find(({ sha }) => sha === repository.sha('o'));
    expect(octopus?.parents).toEqual(['x', 'y', 'z'].map((name) => repository.sha(name)));
  });

  test('keeps times as they were written: backwards, before 1970, in the future; one that no date can hold is counted', async () => {
    const repository = await makeRepository();
    await repository.write(
      [
        { name: 'a', at: 5000, authored: '-86400' },
        { name: 'b', at: 1000 },
        { name: 'c', at: -5 },
        { name: 'd', at: 32_503_680_000 },
        { name: 'e', at: '18446744073709551615', authored: 7 },
      ],
      {
        'refs/heads/main': 'e',
        'refs/tags/v1.0.0': { on: 'c', at: '-77' },
        'refs/tags/v1.1.0': 'c',
        'refs/tags/v1.2.0': 'a',
      }
    );
    const { table, changes } = await pulled(repository.directory);
    expect(changes.size).toBe(5);
    const times = new Map(table.all('commit').map((commit) => [commit.sha, [commit.authoredAt, commit.committedAt]]));
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => times.get(repository.sha(name)))).toEqual([
      [-86_400_000, 5_000_000],
      [1_000_000, 1_000_000],
      [-5000, -5000],
      [32_503_680_000_000, 32_503_680_000_000],
      [7000, 7000],
    ]);
    expect(table.skipped).toEqual({ 'time of a commit': 1 });
    const deployed = table.all('deployment').map(({ version, finishedAt }) => [version, finishedAt]);
    expect(new Map(deployed as [string, number][])).toEqual(
      new Map([
        ['1.1.0', -5000],
        ['1.2.0', 5_000_000],
      ])
    );
    await repository.git('update-ref', '-d', 'refs/tags/v1.1.0');
    const annotated = (await pulled(repository.directory)).table.all('deployment');
    expect(annotated.find(({ version }) => version === '1.0.0')?.finishedAt).toBe(-77_000);
  });

  test('is the one that was committed, neither replaced nor grafted', async () => {
    const repository = await makeRepository();
    await repository.write([...line, { name: 'other', parents: [], at: 1 }], {
      'refs/heads/main': 'b',
      'refs/heads/other': 'other',
    });
    await repository.git('replace', repository.sha('a'), repository.sha('other'));
    await mkdir(join(repository.directory, 'info'), { recursive: true });
    await writeFile(join(repository.directory, 'info', 'grafts'), `${repository.sha('b')}\n`);
    expect((await pulled(repository.directory)).changes).toEqual(shas(repository, 'a', 'b'));
  });

  test('of a SHA-256 repository is read alike', async () => {
    const repository = await makeRepository('--object-format=sha256');
    const revert = { name: 'c', at: 3000, message: `Revert\n\nThis reverts commit ${'ab'.repeat(32)}.` };
    await repository.write([...line, revert], { 'refs/heads/main': 'c', 'refs/tags/v1.0.0': { on: 'b', at: 2500 } });
    for (const address of [repository.directory, `file://${repository.directory}`]) {
      const { table, changes } = await pulled(address);
      expect([...changes].every((sha) => sha.length === 64)).toBe(true);
      expect(changes.size).toBe(3);
      expect(table.all('commit').flatMap(({ reverts }) => reverts)).toEqual(['ab'.repeat(32)]);
      expect(table.all('deployment').map(({ sha }) => sha)).toEqual([repository.sha('b')]);
    }
  });

  test('is read through odd messages: empty, many lines, not UTF-8, with what our own marks look like', async () => {
    const repository = await makeRepository();
    const long = `${'x'.repeat(300_000)}\ncommit ${'a'.repeat(40)}\n`;
    const messages = ['', '\n\n', long, 'grüße (#3)', `commit ${'b'.repeat(40)}\n`];
    await repository.write(
      messages.map((message, index) => ({ name: String(index), at: 1000 + index, message })),
      { 'refs/heads/main': '4' }
    );
    const { table } = await pulled(repository.directory);
    expect(table.all('commit')).toHaveLength(5);
    expect(table.all('change').filter(({ number }) => number === 3)).toHaveLength(1);
  });
});
