import { expect, test } from '@jest/globals';
import type { Database } from './database.ts';
import { onEachEngine } from './engines.fixture.ts';
import { change, deployment, idOf, shipped, store } from './facts.fixture.ts';
import { writeLinks } from './graph.ts';
import { type Page, listChanges, listDeployments } from './lists.ts';

const id = idOf('r');
const everything = { from: -Infinity, to: Infinity, limit: 100 };

async function pages(
  read: (page: Page) => Promise<{ readonly items: readonly { readonly id: string }[]; readonly next?: string }>,
  limit: number
): Promise<string[][]> {
  const result: string[][] = [];
  for (let cursor: string | undefined; ;) {
    const { items, next } = await read({ ...everything, limit, ...(cursor !== undefined && { cursor }) });
    result.push(items.map((item) => item.id));
    if (next === undefined) return result;
    cursor = next;
  }
}

onEachEngine((engine) => {
  /** Two changes at 20, one of them in another repository that has the same id. */
  async function stored(): Promise<Database> {
    const database = await engine.open();
    await store(database, [
      change('a', 10, {
        kind: 'pull',
        number: 4,
        firstCommitAt: 3,
        openedAt: 5,
        firstReviewAt: 6,
        bot: true,
        title: 't',
      }),
      change('b', 20, { url: 'https://example.org/b', paths: ['x/1', 'y/1'] }),
      change('c', 30, { paths: ['y/2'] }),
      change('b', 20, { repository: 'other' }),
      deployment('v1', 100, { startedAt: 90, url: 'https://example.org/v1' }),
      deployment('v2', 200, { environment: 'staging', production: false, outcome: 'failure' }),
      deployment('v3', 200, { service: 's' }),
      deployment('v1', 200, { repository: 'other' }),
    ]);
    await writeLinks(
      database,
      id,
      {
        origins: [{ id: 'b', firstCommitAt: -8, basis: 'pr_commits' }],
        changeDeployments: [
          shipped('a', 10),
          shipped('b', 20, 'v1', 100),
          shipped('c', 30, 'v3', 200),
          { ...shipped('a', 10), service: 's' },
          { ...shipped('b', 20, 'v3', 200), service: 's' },
        ],
        incidents: [],
        verdicts: [
          {
            id: 'v1',
            kind: 'rollback',
            changes: 2,
            baseline: true,
            failed: true,
            failedBecause: 'link',
            recoveredAt: 250,
          },
        ],
      },
      'x'
    );
    return database;
  }

  test('changes, newest first, with all that is known of them', async () => {
    const database = await stored();
    const common = { repository: 'r', kind: 'commit', bot: false };
    expect(await listChanges(database, [{ id }], everything)).toEqual({
      items: [
        {
          ...common,
          id: 'c',
          sha: 'c',
          firstCommitAt: 20,
          basis: 'direct',
          mergedAt: 30,
          deployment: 'v3',
          deployedAt: 200,
        },
        {
          ...common,
          id: 'b',
          sha: 'b',
          firstCommitAt: -8,
          basis: 'pr_commits',
          mergedAt: 20,
          deployment: 'v1',
          deployedAt: 100,
          url: 'https://example.org/b',
        },
        {
          ...common,
          id: 'a',
          sha: 'a',
          kind: 'pull',
          number: 4,
          title: 't',
          firstCommitAt: 3,
          basis: 'merge_only',
          openedAt: 5,
          firstReviewAt: 6,
          mergedAt: 10,
          bot: true,
        },
      ],
    });
  });

  test('deployments of every environment and outcome, with their verdicts', async () => {
    const database = await stored();
    const { items } = await listDeployments(database, [{ id }], everything);
    expect(items.map((item) => [item.id, item.environment, item.production, item.outcome, item.service])).toEqual([
      ['v3', 'production', true, 'success', 's'],
      ['v2', 'staging', false, 'failure', ''],
      ['v1', 'production', true, 'success', ''],
    ]);
    expect(items[2]).toEqual({
      id: 'v1',
      repository: 'r',
      service: '',
      environment: 'production',
      production: true,
      version: 'v1',
      sha: 'v1',
      startedAt: 90,
      finishedAt: 100,
      outcome: 'success',
      url: 'https://example.org/v1',
      kind: 'rollback',
      changes: 2,
      failed: true,
      failedBecause: 'link',
      recoveredAt: 250,
    });
  });

  test('a range is half-open', async () => {
    const database = await stored();
    const changes = await listChanges(database, [{ id }], { ...everything, from: 10, to: 30 });
    expect(changes.items.map((item) => item.id)).toEqual(['b', 'a']);
    const deployments = await listDeployments(database, [{ id }], { ...everything, from: 100, to: 200 });
    expect(deployments.items.map((item) => item.id)).toEqual(['v1']);
    expect(await listChanges(database, [], everything)).toEqual({ items: [] });
    expect(await listDeployments(database, [], everything)).toEqual({ items: [] });
  });

  test('pages hold every row once, whatever their size', async () => {
    const database = await stored();
    const owned = [{ id }, { id: idOf('other') }];
    for (const limit of [1, 2, 3, 4, 5]) {
      const changes = await pages((page) => listChanges(database, owned, page), limit);
      expect(changes.flat()).toEqual(['c', 'b', 'b', 'a']);
      expect(changes).toHaveLength(Math.ceil(4 / limit));
      const deployments = await pages((page) => listDeployments(database, owned, page), limit);
      expect(deployments.flat().toSorted()).toEqual(['v1', 'v1', 'v2', 'v3']);
      expect(deployments).toHaveLength(Math.ceil(4 / limit));
    }
  });

  test('what belongs to a service or to files', async () => {
    const database = await stored();
    const changes = async (...owned: Parameters<typeof listChanges>[1]) =>
      (await listChanges(database, owned, everything)).items.map((item) => [item.id, item.deployment]);
    expect(await changes({ id, service: 's' })).toEqual([
      ['b', 'v3'],
      ['a', undefined],
    ]);
    expect(await changes({ id, paths: ['x/**'] })).toEqual([['b', 'v1']]);
    expect(await changes({ id, service: 's', paths: ['y/**'] })).toEqual([['b', 'v3']]);
    expect(await changes({ id, paths: ['y/**'] }, { id, service: 's' })).toEqual([
      ['c', 'v3'],
      ['b', 'v1'],
      ['a', undefined],
    ]);
    const deployments = async (...owned: Parameters<typeof listDeployments>[1]) =>
      (await listDeployments(database, owned, everything)).items.map((item) => item.id);
    expect(await deployments({ id, service: 's' })).toEqual(['v3']);
    expect(await deployments({ id, paths: ['x/*'] })).toEqual(['v1']);
    expect(await deployments({ id, paths: ['y/*'] })).toEqual(['v3', 'v1']);
    expect(await deployments({ id, paths: ['z'] })).toEqual([]);
  });

  test('rows of others between do not shorten a page', async () => {
    const database = await engine.open();
    const many = Array.from({ length: 2500 }, (_, index) =>
      change(`c${index}`, index, { paths: [index % 1000 === 0 ? 'mine' : 'theirs'] })
    );
    await store(database, many);
    const read = (page: Page) => listChanges(database, [{ id, paths: ['mine'] }], page);
    expect(await pages(read, 2)).toEqual([['c2000', 'c1000'], ['c0']]);
    expect(await pages(read, 3)).toEqual([['c2000', 'c1000', 'c0']]);
  });

  test('a cursor that is none of ours is refused', async () => {
    const database = await stored();
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of ['', 'x', encoded(null), encoded([1, 2]), encoded(['1', 2, 'a']), encoded([1.5, 2, 'a'])]) {
      await expect(listChanges(database, [{ id }], { ...everything, cursor })).rejects.toMatchObject({
        reason: 'bad_cursor',
      });
    }
  });
});
