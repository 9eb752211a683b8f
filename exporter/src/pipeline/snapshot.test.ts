import { expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import { pullSource } from './collect.ts';
import { deployment, emptyStore, givenSource, lineOfFacts } from './given.fixture.ts';
import { createSnapshots } from './snapshot.ts';

const now = Date.UTC(2026, 0, 29);
const settings = {
  windows: [{ name: '28d', length: 28 * day }],
  options: { leadTimeFrom: 'first_commit', bots: 'out' },
} as const;

test('a new fact costs its own teams only, and time moves all of them', async () => {
  const database = await emptyStore();
  const rename = (name: string) => lineOfFacts(20, 4).map((fact) => ({ ...fact, repository: name }));
  const complete = (repository: string) => [{ repository, from: -Infinity }];
  const shop = givenSource('a', [{ facts: rename('acme/shop'), complete: complete('acme/shop') }]);
  const till = givenSource('b', [{ facts: rename('acme/till'), complete: complete('acme/till') }]);
  const teams = ['shop', 'till'].map((team) => ({ team, timeZone: 'UTC', owns: [{ repository: `acme/${team}` }] }));
  const snapshots = createSnapshots({ database, sources: [shop, till], teams, settings });
  const pull = (source: typeof shop) =>
    pullSource(database, source, { now: () => now, signal: new AbortController().signal });
  const frequency = () =>
    Object.fromEntries(
      snapshots
        .current()
        .measures.filter(({ measure }) => measure.name === 'deployment_frequency')
        .map(({ team, sample }) => [team, sample.n])
    );

  await pull(shop);
  expect(await snapshots.update(now, false)).toBe(true);
  expect(frequency()).toEqual({ shop: 5 });
  await pull(till);
  await snapshots.update(now, false);
  expect(frequency()).toEqual({ shop: 5, till: 5 });
  expect(await snapshots.update(now, false)).toBe(false);

  await pull(
    givenSource('b', [{ facts: [{ ...deployment('f'.padStart(40, '0'), now - day), repository: 'acme/till' }] }])
  );
  // Half a day later the window has lost a deployment of each team, and one team has won another.
  await snapshots.update(now + day / 2, false);
  expect(frequency()).toEqual({ shop: 5, till: 5 });
  await snapshots.update(now + day / 2, true);
  expect(frequency()).toEqual({ shop: 4, till: 5 });
  await database.close();
});
