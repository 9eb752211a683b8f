import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { chmod, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FactTable } from '../fact-table.fixture.ts';
import { type GitServer, serveGit } from './git-server.fixture.ts';
import {
  type TestRepository,
  gitSource,
  makeRepository,
  removeFixtures,
  runGit,
  temporary,
} from './repository.fixture.ts';

afterAll(removeFixtures);

const line = [
  { name: 'a', at: 1000, files: { 'a.ts': '1' } },
  { name: 'b', at: 2000, files: { 'b.ts': '1' } },
];

async function origin(): Promise<TestRepository> {
  const repository = await makeRepository();
  await repository.write(line, { 'refs/heads/main': 'b', 'refs/pull/4/head': 'a', 'refs/merge-requests/5/head': 'a' });
  return repository;
}

async function clones(cacheDirectory: string): Promise<string[]> {
  return (await readdir(cacheDirectory)).map((name) => join(cacheDirectory, name));
}

const objects = (directory: string) =>
  runGit(directory, ['cat-file', '--batch-all-objects', '--batch-check=%(objecttype)']).then(
    (text) => new Set(text.trim().split('\n'))
  );

describe('the clone of a remote', () => {
  test('is bare, ours alone, without trees, with the pull heads of both kinds', async () => {
    const repository = await origin();
    const cacheDirectory = join(await temporary(), 'made', 'at first use');
    const table = new FactTable();
    await table.pull(gitSource({ git: `file://${repository.directory}` }, { cacheDirectory }));
    expect(table.all('pull_head').map(({ number }) => number)).toEqual([4, 5]);
    const [clone = ''] = await clones(cacheDirectory);
    expect(await objects(clone)).toEqual(new Set(['commit']));
    for (const directory of [cacheDirectory, clone]) expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  test('keeps trees, and no files, where teams are split by paths', async () => {
    const repository = await origin();
    const cacheDirectory = await temporary();
    const entry = { git: `file://${repository.directory}` };
    await new FactTable().pull(gitSource(entry, { cacheDirectory }));
    const table = new FactTable();
    await table.pull(gitSource(entry, { cacheDirectory, withPaths: new Set(['acme/checkout']) }));
    const [clone = '', ...others] = await clones(cacheDirectory);
    expect(others).toEqual([]);
    expect(await objects(clone)).toEqual(new Set(['commit', 'tree']));
    expect(
      table
        .all('change')
        .flatMap(({ paths }) => paths)
        .sort()
    ).toEqual(['a.ts', 'b.ts']);
  });

  test.each([
    ['knows no filters', ['uploadpack.allowFilter', 'false']],
    ['refuses this one', ['uploadpackfilter.tree.allow', 'false']],
  ])('is whole where the server %s', async (_what, setting) => {
    const repository = await origin();
    await repository.git('config', ...setting);
    const cacheDirectory = await temporary();
    const source = gitSource({ git: `file://${repository.directory}` }, { cacheDirectory });
    const table = new FactTable();
    await table.pull(source);
    expect(table.all('change')).toHaveLength(2);
    await repository.write([{ name: 'c', parents: ['b'], at: 3000 }], { 'refs/heads/main': 'c' });
    await table.pull(source);
    expect(table.all('change')).toHaveLength(3);
    expect(await clones(cacheDirectory)).toHaveLength(1);
  });

  test('may be deleted at any time', async () => {
    const repository = await origin();
    const cacheDirectory = await temporary();
    const source = gitSource({ git: `file://${repository.directory}` }, { cacheDirectory });
    const table = new FactTable();
    await table.pull(source);
    await rm(cacheDirectory, { recursive: true });
    expect((await table.pull(source)).flatMap(({ facts }) => facts)).toEqual([]);
  });

  test.each<[string, (clone: string) => Promise<unknown>]>([
    [
      'locks that a killed fetch left',
      (clone) =>
        Promise.all(
          ['HEAD', 'packed-refs', 'refs/heads/main', 'config'].map((file) => writeFile(join(clone, `${file}.lock`), ''))
        ),
    ],
    ['a ref without its end', (clone) => writeFile(join(clone, 'refs/heads/main'), 'abc')],
    ['no HEAD', (clone) => rm(join(clone, 'HEAD'))],
    ['no objects', (clone) => rm(join(clone, 'objects'), { recursive: true })],
  ])('with %s is made anew', async (_what, damage) => {
    const repository = await origin();
    const cacheDirectory = await temporary();
    const source = gitSource({ git: `file://${repository.directory}` }, { cacheDirectory });
    const table = new FactTable();
    await table.pull(source);
    const [clone = ''] = await clones(cacheDirectory);
    await damage(clone);
    await repository.write([{ name: 'c', parents: ['b'], at: 3000 }], { 'refs/heads/main': 'c' });
    await table.pull(source);
    expect(table.all('change')).toHaveLength(3);
    expect(await clones(cacheDirectory)).toEqual([clone]);
  });

  test('whose commits are damaged is given up, and the next pull makes it anew', async () => {
    const repository = await origin();
    const cacheDirectory = await temporary();
    const source = gitSource({ git: `file://${repository.directory}` }, { cacheDirectory });
    await new FactTable().pull(source);
    const [clone = ''] = await clones(cacheDirectory);
    const packs = (await readdir(join(clone, 'objects/pack'))).filter((name) => name.endsWith('.pack'));
    for (const pack of packs) {
      const file = join(clone, 'objects/pack', pack);
      const bytes = await readFile(file);
      await chmod(file, 0o600);
      await writeFile(file, bytes.fill(0, 12, bytes.length - 20));
    }
    await expect(new FactTable().pull(source)).rejects.toMatchObject({ reason: 'unavailable' });
    const table = new FactTable();
    await table.pull(source);
    expect(table.all('change')).toHaveLength(2);
  });

  test('that was half made is not taken for one, and cleared away', async () => {
    const repository = await origin();
    const cacheDirectory = await temporary();
    await runGit(cacheDirectory, ['init', '-q', '--bare', 'incoming-killed']);
    const table = new FactTable();
    await table.pull(gitSource({ git: `file://${repository.directory}` }, { cacheDirectory }));
    expect(table.all('change')).toHaveLength(2);
    expect(await clones(cacheDirectory)).toEqual([expect.stringMatching(/\.git$/)]);
  });

  test('of another address is another one', async () => {
    const [one, two] = [await origin(), await origin()];
    await two.write([{ name: 'c', parents: ['b'], at: 3000 }], { 'refs/heads/main': 'c' });
    const cacheDirectory = await temporary();
    const table = new FactTable();
    await table.pull(gitSource({ git: `file://${one.directory}` }, { cacheDirectory }));
    await table.pull(gitSource({ git: `file://${two.directory}` }, { cacheDirectory }));
    expect(table.all('change')).toHaveLength(3);
    expect(await clones(cacheDirectory)).toHaveLength(1);
  });
});

describe('credentials', () => {
  const token = 'hunter2/+=&%';
  let server: GitServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  /** A git on the path that writes down each call's arguments, then does it. */
  async function recordingGit(): Promise<{ log: string; path: string }> {
    const directory = await temporary();
    const log = join(directory, 'arguments');
    const real = (process.env['PATH'] ?? '').split(':').map((folder) => join(folder, 'git'));
    const found = await Promise.all(
      real.map((file) =>
        stat(file).then(
          () => file,
          () => undefined
        )
      )
    );
    const git = found.find((file) => file !== undefined) ?? 'git';
    const script = `#!/bin/sh\nprintf '%s\\n' "$*" >> ${log}\nexec ${git} "$@"\n`;
    await writeFile(join(directory, 'git'), script, { mode: 0o755 });
    return { log, path: `${directory}:${process.env['PATH'] ?? ''}` };
  }

  async function texts(directory: string): Promise<string> {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n');
  }

  test('reach git by the environment, and stand in no argument, address, file or fact', async () => {
    const repository = await origin();
    server = await serveGit(repository.directory, { username: 'x-access-token', password: token });
    const { log, path } = await recordingGit();
    const cacheDirectory = await temporary();
    const secrets: Readonly<Record<string, string>> = { MY_TOKEN: token, PATH: path };
    const source = gitSource(
      { git: server.address, token_env: 'MY_TOKEN' },
      { cacheDirectory, secret: (name) => secrets[name] }
    );
    const table = new FactTable();
    const batches = await table.pull(source);
    expect(table.all('change')).toHaveLength(2);
    expect(server.authorized()).toBeGreaterThan(0);
    const calls = await readFile(log, 'utf8');
    expect(calls).toContain('fetch');
    const coded = Buffer.from(`x-access-token:${token}`).toString('base64');
    for (const text of [calls, await texts(cacheDirectory), JSON.stringify(batches)]) {
      expect(text).not.toContain('hunter2');
      expect(text).not.toContain(coded);
    }
  });

  test('may come from a file, with a name of its own', async () => {
    const repository = await origin();
    server = await serveGit(repository.directory, { username: 'deploy', password: token });
    const configDirectory = await temporary();
    await writeFile(join(configDirectory, 'token'), `${token}\n`);
    const entry = { git: server.address, token_file: 'token', username: 'deploy' };
    const table = new FactTable();
    await table.pull(gitSource(entry, { cacheDirectory: await temporary(), configDirectory }));
    expect(table.all('change')).toHaveLength(2);
  });

  test('that are wrong or missing are unauthorized, and not shown', async () => {
    const repository = await origin();
    server = await serveGit(repository.directory, { username: 'x-access-token', password: 'other' });
    const cacheDirectory = await temporary();
    const fails = async (entry: object, secret?: string) => {
      const known = (name: string) => (name === 'MY_TOKEN' ? secret : process.env[name]);
      const source = gitSource({ git: server?.address, ...entry }, { cacheDirectory, secret: known });
      const error: unknown = await new FactTable().pull(source).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ name: 'SourceError', reason: 'unauthorized' });
      expect(JSON.stringify([error, String(error), String((error as Error).cause)])).not.toContain('hunter2');
    };
    await fails({ token_env: 'MY_TOKEN' }, token);
    await fails({ token_env: 'MY_TOKEN' }, '');
    await fails({ token_file: 'gone' });
    await fails({});
  });

  test('are not handed to a host that the address redirects to', async () => {
    const repository = await origin();
    const other = await serveGit(repository.directory, { username: 'x-access-token', password: token });
    server = await serveGit(repository.directory, { redirect: other.address });
    const source = gitSource(
      { git: server.address, token_env: 'MY_TOKEN' },
      { cacheDirectory: await temporary(), secret: (name) => (name === 'MY_TOKEN' ? token : process.env[name]) }
    );
    try {
      await expect(new FactTable().pull(source)).rejects.toMatchObject({ reason: 'unauthorized' });
      expect(other.authorized()).toBe(0);
    } finally {
      await other.close();
    }
  });

  test('a server that is not there is unavailable; one that never answers is left when the pull is aborted', async () => {
    const repository = await origin();
    const gone = await serveGit(repository.directory);
    await gone.close();
    const source = (git: string, cacheDirectory: string) => gitSource({ git }, { cacheDirectory });
    await expect(new FactTable().pull(source(gone.address, await temporary()))).rejects.toMatchObject({
      reason: 'unavailable',
    });

    server = await serveGit(repository.directory, { silent: true });
    const controller = new AbortController();
    const reason = new Error('stopped by the test');
    const pull = source(server.address, await temporary()).pull({
      cursor: undefined,
      now: 0,
      signal: controller.signal,
    });
    const next = pull[Symbol.asyncIterator]().next();
    await server.asked;
    controller.abort(reason);
    await expect(next).rejects.toBe(reason);
  });
});
