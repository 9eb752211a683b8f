import { expect, test } from '@jest/globals';
import type { Coverage } from '#domain/slice.ts';
import type { Database } from './database.ts';
import { onEachEngine } from './engines.fixture.ts';
import { deployment, idOf, incident, store } from './facts.fixture.ts';
import { writeLinks } from './graph.ts';
import { listIncidents } from './incidents.ts';
import type { OwnedRepository } from './owned.ts';
import type { Page } from './pages.ts';
import { readSlice } from './slices.ts';

const id = idOf('r');
const everything: Page = { from: -Infinity, to: Infinity, limit: 100 };
const coverage: Coverage = { from: -Infinity, until: 1, firstFactAt: 0, deployments: true };

onEachEngine((engine) => {
  /** `guessed` names no service, but was attributed to a deployment of `api`. */
  async function stored(): Promise<Database> {
    const database = await engine.open();
    await store(database, [
      deployment('v1', 100, { service: 'web' }),
      deployment('v2', 110, { service: 'api' }),
      incident('ended', 120, { service: 'web', resolvedAt: 130, causedBy: '#7', url: 'https://example.org/1' }),
      incident('guessed', 140),
      incident('lost', 150, { resolvedAt: 155 }),
      incident('ended', 160, { repository: 'other' }),
    ]);
    const incidents = [
      { id: 'ended', evidence: 'link' as const, deployment: 'v1' },
      { id: 'guessed', evidence: 'window' as const, deployment: 'v2' },
    ];
    await writeLinks(database, id, { origins: [], changeDeployments: [], verdicts: [], incidents }, 'x');
    return database;
  }

  test('newest first, with all that is known of them', async () => {
    const database = await stored();
    expect(await listIncidents(database, [{ id }], everything)).toEqual({
      items: [
        { id: 'lost', repository: 'r', service: '', openedAt: 150, resolvedAt: 155, evidence: 'none' },
        { id: 'guessed', repository: 'r', service: '', openedAt: 140, evidence: 'window', deployment: 'v2' },
        {
          id: 'ended',
          repository: 'r',
          service: 'web',
          openedAt: 120,
          resolvedAt: 130,
          evidence: 'link',
          deployment: 'v1',
          url: 'https://example.org/1',
        },
      ],
    });
  });

  test('a range is half-open, and pages hold every row once', async () => {
    const database = await stored();
    const owned = [{ id }, { id: idOf('other') }];
    const range = await listIncidents(database, owned, { ...everything, from: 120, to: 150 });
    expect(range.items.map((item) => item.id)).toEqual(['guessed', 'ended']);
    const first = await listIncidents(database, owned, { ...everything, limit: 3 });
    expect(first.items.map(({ repository, openedAt }) => [repository, openedAt])).toEqual([
      ['other', 160],
      ['r', 150],
      ['r', 140],
    ]);
    const rest = await listIncidents(database, owned, { ...everything, limit: 3, cursor: first.next ?? '' });
    expect(rest.items.map((item) => item.openedAt)).toEqual([120]);
    expect(rest.next).toBeUndefined();
    expect(await listIncidents(database, [], everything)).toEqual({ items: [] });
  });

  test('they belong to whoever owns the repository or the service, in lists and in slices', async () => {
    const database = await stored();
    const found = async (...owned: OwnedRepository[]) => {
      const { items } = await listIncidents(database, owned, everything);
      const { incidents } = await readSlice(database, owned, 1_000, coverage);
      expect([...incidents.openedAt]).toEqual(items.map((item) => item.openedAt).toReversed());
      return items.map((item) => item.id);
    };
    expect(await found({ id })).toEqual(['lost', 'guessed', 'ended']);
    expect(await found({ id, service: 'web' })).toEqual(['ended']);
    expect(await found({ id, service: 'api' })).toEqual(['guessed']);
    expect(await found({ id, service: 'web', paths: ['x'] }, { id, service: 'api' })).toEqual(['guessed', 'ended']);
    expect(await found({ id, paths: ['x'] })).toEqual([]);
    expect(await found({ id }, { id, service: 'web' })).toEqual(['lost', 'guessed', 'ended']);
    expect(await found()).toEqual([]);
  });

  test('a slice holds them by the time they were opened, whatever its start', async () => {
    const database = await stored();
    const { incidents } = await readSlice(database, [{ id }, { id: idOf('other') }], 1_000, coverage);
    expect([...incidents.openedAt]).toEqual([120, 140, 150, 160]);
    expect([...incidents.resolvedAt]).toEqual([130, NaN, 155, NaN]);
    expect([...incidents.attributed]).toEqual([1, 1, 0, 0]);
  });
});
