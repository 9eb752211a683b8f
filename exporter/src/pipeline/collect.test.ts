import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '#domain/facts.ts';
import { SourceError } from '#sources/errors.ts';
import type { Source } from '#sources/source.ts';
import { readSourceState } from '#store/cursors.ts';
import type { Database } from '#store/database.ts';
import { listChanges, listDeployments } from '#store/lists.ts';
import { repositoryId } from '#store/repository-id.ts';
import { pullSource } from './collect.ts';
import { deployment, emptyStore, givenSource, lineOfFacts } from './given.fixture.ts';

const now = Date.UTC(2026, 6, 1);
const pull = (database: Database, source: Source): ReturnType<typeof pullSource> =>
  pullSource(database, source, { now: () => now, signal: new AbortController().signal });

/** All that a reader can see of the repository. */
async function seen(database: Database, source: string): Promise<unknown> {
  const owned = [{ id: repositoryId(source, 'acme/shop') }];
  const page = { from: -Infinity, to: Infinity, limit: 1000 };
  return [await listChanges(database, owned, page), await listDeployments(database, owned, page)];
}

async function collected(pulls: readonly (readonly (readonly Fact[])[])[]): Promise<unknown> {
  const database = await emptyStore();
  try {
    for (const batches of pulls) {
      const given = batches.map((facts, index) => ({ facts, cursor: String(index) }));
      expect(await pull(database, givenSource('s', given))).toMatchObject({ outcome: 'done' });
    }
    return await seen(database, 's');
  } finally {
    await database.close();
  }
}

describe('collecting', () => {
  test('in any order, twice, or in two halves gives the same facts', async () => {
    const facts = lineOfFacts(24, 3);
    const once = await collected([[facts]]);
    expect(once).toMatchObject([{ items: { length: 24 } }, { items: { length: 8 } }]);
    const shuffled = fc.shuffledSubarray(facts, { minLength: facts.length });
    await fc.assert(
      fc.asyncProperty(shuffled, fc.nat(facts.length), async (order, cut) => {
        expect(await collected([[order]])).toEqual(once);
        expect(await collected([[order], [order]])).toEqual(once);
        expect(await collected([[order.slice(0, cut)], [order.slice(cut)]])).toEqual(once);
        expect(await collected([[order.slice(0, cut), order.slice(cut)]])).toEqual(once);
      }),
      { numRuns: 10 }
    );
  });

  test('a source that fails half-way keeps what it gave, with the cursor that stands for it', async () => {
    const database = await emptyStore();
    const facts = lineOfFacts(6, 2);
    const broken = givenSource(
      's',
      [{ facts, cursor: 'half' }],
      () => new SourceError('unavailable', 'the host is down: try later')
    );
    const result = await pull(database, broken);
    expect(result).toMatchObject({ outcome: 'failed', error: { reason: 'unavailable' } });
    expect(await readSourceState(database, 's')).toMatchObject({ cursor: 'half', lastError: 'unavailable' });
    expect(await seen(database, 's')).toMatchObject([{ items: { length: 6 } }, { items: { length: 3 } }]);
    expect((await readSourceState(database, 's'))?.lastSuccess).toBeUndefined();

    await pull(database, givenSource('s', []));
    expect(await readSourceState(database, 's')).toMatchObject({ lastSuccess: now });
    await database.close();
  });

  test('an error that is no failure of the outer world is a bug, and is not swallowed', async () => {
    const database = await emptyStore();
    await expect(
      pull(
        database,
        givenSource('s', [], () => new TypeError('ours'))
      )
    ).rejects.toThrow('ours');
    await database.close();
  });

  test('one pull of a source at a time', async () => {
    const database = await emptyStore();
    const release = await database.lock('source s');
    expect(await pull(database, givenSource('s', []))).toEqual({ outcome: 'busy' });
    await release?.();
    expect(await pull(database, givenSource('s', []))).toMatchObject({ outcome: 'done' });
    await database.close();
  });

  test('an abort ends the pull without a verdict', async () => {
    const database = await emptyStore();
    const controller = new AbortController();
    const source = givenSource(
      's',
      [{ facts: lineOfFacts(2, 1), cursor: 'a' }],
      () => new SourceError('unavailable', 'cut off')
    );
    const aborting: Source = {
      ...source,
      async *pull(context) {
        for await (const batch of source.pull(context)) {
          yield batch;
          controller.abort();
        }
      },
    };
    const result = await pullSource(database, aborting, { now: () => now, signal: controller.signal });
    expect(result).toEqual({ outcome: 'aborted' });
    expect((await readSourceState(database, 's'))?.lastError).toBeUndefined();
    await database.close();
  });

  test('what the origin no longer has is swept, and what hung on it is linked anew', async () => {
    const database = await emptyStore();
    const facts = lineOfFacts(4, 1);
    await pull(database, givenSource('s', [{ facts }]));
    const last = '3'.padStart(40, '0');
    const kept = facts.filter((fact) => !(fact.fact === 'deployment' && fact.sha === last));
    await pull(database, givenSource('s', [{ facts: kept, sweep: [{ repository: 'acme/shop', fact: 'deployment' }] }]));
    const changes = await listChanges(database, [{ id: repositoryId('s', 'acme/shop') }], {
      from: -Infinity,
      to: Infinity,
      limit: 1,
    });
    expect(changes.items[0]).toMatchObject({ sha: last });
    expect(changes.items[0]?.deployedAt).toBeUndefined();
    await pull(database, givenSource('s', [{ facts: [deployment(last, now)] }]));
    const again = await listChanges(database, [{ id: repositoryId('s', 'acme/shop') }], {
      from: -Infinity,
      to: Infinity,
      limit: 1,
    });
    expect(again.items[0]).toMatchObject({ deployedAt: now });
    await database.close();
  });
});
