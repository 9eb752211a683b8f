import { afterAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { FactTable } from '../fact-table.fixture.ts';
import {
  type CommitSpec,
  type TestRepository,
  gitSource,
  makeRepository,
  removeFixtures,
  temporary,
} from './repository.fixture.ts';

afterAll(removeFixtures);

const tags = '^v(\\d+)$';
const kinds = ['pull_head', 'change', 'deployment'] as const;

/** What counts: all but commits that no ref leads to any more, which change no number. */
async function facts(table: FactTable, repository: TestRepository, byTags: boolean) {
  const tips = ['refs/heads/main', 'refs/pull', ...(byTags ? ['refs/tags/v*'] : [])];
  const refs = (await repository.git('for-each-ref', '--format=%(refname)', ...tips)).trim();
  const listed = refs === '' ? '' : await repository.git('rev-list', ...refs.split('\n'));
  const reachable = new Set(listed.trim().split('\n'));
  return {
    commits: table.all('commit').filter(({ sha }) => reachable.has(sha)),
    reachable: refs === '' ? 0 : reachable.size,
    rest: kinds.map((kind) => table.all(kind)),
  };
}

async function expectSameAsFresh(
  table: FactTable,
  repository: TestRepository,
  entry: { deployments: object }
): Promise<void> {
  const byTags = 'tags' in entry.deployments;
  const fresh = new FactTable();
  await fresh.pull(gitSource(entry, { cacheDirectory: await temporary() }));
  const [went, anew] = [await facts(table, repository, byTags), await facts(fresh, repository, byTags)];
  expect(went).toEqual(anew);
  expect(anew.commits).toHaveLength(anew.reachable);
  expect(fresh.all('commit')).toHaveLength(anew.reachable);
}

describe('what came since', () => {
  const line = (names: string, first?: string): CommitSpec[] =>
    Array.from(names, (name) => name).map((name, index) => ({
      name,
      at: 1000 + name.charCodeAt(0),
      ...(index === 0 && first && { parents: [first] }),
    }));
  const entryOf = (repository: TestRepository) => ({ git: repository.directory, deployments: { tags } });

  test('is all that is given after a fast-forward', async () => {
    const repository = await makeRepository();
    await repository.write(line('abc'), { 'refs/heads/main': 'c', 'refs/tags/v1': 'b' });
    const table = new FactTable();
    await table.pull(gitSource(entryOf(repository)));
    await repository.write(line('de', 'c'), { 'refs/heads/main': 'e' });
    const [batch] = await table.pull(gitSource(entryOf(repository)));
    const given = batch?.facts.map((fact) => [fact.fact, 'sha' in fact && fact.sha]);
    expect(given?.sort()).toEqual(
      [
        ['commit', repository.sha('d')],
        ['commit', repository.sha('e')],
        ['change', repository.sha('d')],
        ['change', repository.sha('e')],
        ['deployment', repository.sha('b')],
      ].sort()
    );
    await expectSameAsFresh(table, repository, entryOf(repository));
  });

  test.each<[string, (repository: TestRepository) => Promise<unknown>]>([
    ['a force push', (repository) => repository.write(line('xy', 'a'), { 'refs/heads/main': 'y' })],
    ['a reset', (repository) => repository.write([], { 'refs/heads/main': 'a' })],
    [
      'a branch moved forward onto commits already known from a pull head',
      (repository) => repository.write([], { 'refs/heads/main': 'p' }),
    ],
    [
      'a merge the wrong way round, so that the old line is a side branch now',
      (repository) => repository.write([{ name: 'm', parents: ['p', 'c'], at: 3000 }], { 'refs/heads/main': 'm' }),
    ],
    [
      'a merge',
      (repository) => repository.write([{ name: 'm', parents: ['c', 'p'], at: 3000 }], { 'refs/heads/main': 'm' }),
    ],
    [
      'another root',
      (repository) => repository.write([{ name: 'r', parents: [], at: 3000 }], { 'refs/heads/main': 'r' }),
    ],
    [
      'a renamed branch',
      async (repository) => {
        await repository.git('branch', '-m', 'main', 'trunk');
        await repository.git('symbolic-ref', 'HEAD', 'refs/heads/trunk');
        await repository.write(line('z', 'c'), { 'refs/heads/trunk': 'z' });
        await repository.git('branch', 'main', 'trunk');
      },
    ],
    [
      'an old tip that is gone for good',
      async (repository) => {
        await repository.write(line('xy', 'a'), { 'refs/heads/main': 'y' });
        await repository.git('gc', '--quiet', '--prune=now');
      },
    ],
    ['a branch and tags that are deleted', (repository) => repository.git('update-ref', '-d', 'refs/tags/v1')],
  ])('%s gives what a fresh pull gives', async (_name, change) => {
    const repository = await makeRepository();
    await repository.write([...line('abc'), { name: 'p', parents: ['c'], at: 2500 }], {
      ...{ 'refs/heads/main': 'c', 'refs/tags/v1': 'b', 'refs/pull/1/head': 'p' },
    });
    const cacheDirectory = await temporary();
    const remote = { ...entryOf(repository), git: `file://${repository.directory}` };
    const [here, there] = [new FactTable(), new FactTable()];
    await here.pull(gitSource(entryOf(repository)));
    await there.pull(gitSource(remote, { cacheDirectory }));
    await change(repository);
    await here.pull(gitSource(entryOf(repository)));
    await there.pull(gitSource(remote, { cacheDirectory }));
    await expectSameAsFresh(here, repository, entryOf(repository));
    await expectSameAsFresh(there, repository, entryOf(repository));
  });

  test.each([
    ['the expression', { deployments: { tags: '^w(\\d+)$' } }],
    ['the way of deploying', { deployments: { every: 'merge' } }],
    ['the environment', { deployments: { tags, environment: 'live' } }],
    ['the branch', { branch: 'other' }],
  ])('changes of %s in the configuration are taken over', async (_what, changed) => {
    const repository = await makeRepository();
    await repository.write(line('abc'), {
      ...{ 'refs/heads/main': 'c', 'refs/heads/other': 'a', 'refs/tags/v1': 'b', 'refs/tags/w1': 'c' },
    });
    const table = new FactTable();
    await table.pull(gitSource(entryOf(repository)));
    await table.pull(gitSource({ ...entryOf(repository), ...changed }));
    const fresh = new FactTable();
    await fresh.pull(gitSource({ ...entryOf(repository), ...changed }));
    for (const kind of kinds) expect(table.all(kind)).toEqual(fresh.all(kind));
  });
});

test('a pull that is killed leaves nothing behind that its origin took back meanwhile', async () => {
  const repository = await makeRepository();
  const entry = { git: repository.directory, deployments: { every: 'merge' } };
  await repository.write([{ name: 'a', at: 1 }], { 'refs/heads/main': 'a' });
  const table = new FactTable();
  await table.pull(gitSource(entry));
  const many = Array.from({ length: 1500 }, (_, index) => ({ name: `m${String(index)}`, at: 2 + index }));
  await repository.write([{ name: 'b', parents: ['a'], at: 2 }, ...many], { 'refs/heads/main': 'm1499' });
  await table.pull(gitSource(entry), 2);
  expect(table.all('change').length).toBeGreaterThan(1);
  await repository.write([], { 'refs/heads/main': 'a' });
  await table.pull(gitSource(entry));
  await expectSameAsFresh(table, repository, entry);
  expect(table.all('change')).toHaveLength(1);
});

/** A step of a history: commits on top of what is there, then refs that move anywhere. */
const step = fc.record({
  commits: fc.array(
    fc.record({ parents: fc.uniqueArray(fc.nat(30), { maxLength: 3 }), at: fc.integer({ min: -100, max: 5000 }) }),
    { maxLength: 6 }
  ),
  main: fc.nat(30),
  refs: fc.array(
    fc.record({
      ref: fc.constantFrom('refs/tags/v1', 'refs/tags/v2', 'refs/pull/1/head', 'refs/pull/2/head'),
      on: fc.nat(30),
      gone: fc.boolean(),
    }),
    { maxLength: 4 }
  ),
});

test('random histories: in steps or whole, by path or by address, the facts are the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 4 }),
      fc.boolean(),
      fc.boolean(),
      async (steps, remote, every) => {
        const repository = await makeRepository();
        const entry = {
          git: remote ? `file://${repository.directory}` : repository.directory,
          deployments: every ? { every: 'merge' } : { tags },
        };
        const environment = { cacheDirectory: await temporary() };
        const table = new FactTable();
        let count = 0;
        for (const { commits, main, refs } of steps) {
          const specs: CommitSpec[] = [];
          for (const { parents, at } of count === 0 && commits.length === 0 ? [{ parents: [], at: 0 }] : commits) {
            const known = [...new Set(count === 0 ? [] : parents.map((parent) => parent % count))];
            specs.push({
              name: String(count++),
              parents: known.map(String),
              at,
              message: `${String(at)} (#${String(count)})`,
            });
          }
          const at = (place: number) => String(place % count);
          const moves = Object.fromEntries(refs.filter(({ gone }) => !gone).map(({ ref, on }) => [ref, at(on)]));
          await repository.write(specs, { 'refs/heads/main': at(main), ...moves });
          for (const { ref, gone } of refs) if (gone && !(ref in moves)) await repository.git('update-ref', '-d', ref);
          await table.pull(gitSource(entry, environment));
        }
        await expectSameAsFresh(table, repository, entry);

        const line = execFileSync(
          'git',
          ['-C', repository.directory, 'rev-list', '--first-parent', 'refs/heads/main'],
          { encoding: 'utf8' }
        );
        expect(new Set(table.all('change').map(({ sha }) => sha))).toEqual(new Set(line.trim().split('\n')));
      }
    ),
    { numRuns: 12 }
  );
}, 120_000);
