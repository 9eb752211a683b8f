import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Fact } from '#domain/facts.ts';
import { day, hour } from '#domain/window.ts';
import type { Database } from '#store/database.ts';
import { appendRecord } from '#store/records.ts';
import { type AnnotationQuery, annotationsOf } from './annotations.ts';
import { at, concludedAt, releasesIn, source, storeOf, team } from './concluded.fixture.ts';
import { ownedBy, readStoreState } from './ownership.ts';
import { readEntries } from './records.ts';

const now = at(34);
const incident = (id: string, openedAt: number, resolvedAt?: number): Fact => ({
  ...({ fact: 'incident', repository: 'acme/shop', id, service: '', openedAt } as const),
  ...(resolvedAt !== undefined && { resolvedAt }),
});
let database: Database;
let annotations: (query: AnnotationQuery) => Promise<{ kind: string; time: number; timeEnd: number; title: string }[]>;

beforeAll(async () => {
  const incidents = [
    incident('long', at(2), at(30) + hour),
    incident('short', at(31), at(31) + hour),
    incident('open', at(33)),
  ];
  database = await storeOf([...releasesIn(34), ...incidents], now);
  const decision = { kind: 'decision', decision: 'act', reason: 'it lasts', goal: 'often' } as const;
  await appendRecord(database, {
    ...{ id: 'd', team: 'shop', recordedAt: at(31), at: at(31), reviewAt: at(33) + day },
    ...decision,
  });
  const { goals, judged } = await concludedAt(database, now);
  const { repositories } = ownedBy(team, await readStoreState(database, [source]), [source]);
  const entries = await readEntries(database, 'shop');
  annotations = (query) => annotationsOf(database, { team: 'shop', repositories, goals, judged, entries }, query);
});
afterAll(() => database.close());

const all = { from: at(0), to: at(40) };
const kindsOf = async (query: AnnotationQuery) => [...new Set((await annotations(query)).map(({ kind }) => kind))];

test('in a range: regions that reach into it, moments from its beginning to before its end', async () => {
  const inRange = async (from: number, to: number, ...kinds: NonNullable<AnnotationQuery['kinds']>) =>
    (await annotations({ range: { from, to }, kinds })).map(({ time, timeEnd }) => [time, timeEnd]);
  expect(await inRange(at(30), at(31), 'incident')).toEqual([[at(2), at(30) + hour]]);
  expect(await inRange(at(31), at(33), 'incident')).toEqual([[at(31), at(31) + hour]]);
  expect(await inRange(at(33) + day, at(40), 'incident')).toEqual([[at(33), Infinity]]);
  expect(await inRange(at(32), at(32) + 1, 'due', 'outcome')).toEqual([
    [at(32), at(32)],
    [at(32), at(32)],
  ]);
  expect(await inRange(at(31), at(32), 'due', 'outcome')).toEqual([]);
});

test('deployments only where they are asked for, and all of them', async () => {
  expect(await kindsOf({ range: all })).not.toContain('deployment');
  const deployments = await annotations({ range: all, kinds: ['deployment', 'failed_deployment'] });
  // 20 weeks of 7 and 12 of 14; two had an incident soon after
  expect(deployments).toHaveLength(20 * 7 + 12 * 14);
  expect(deployments.filter(({ kind }) => kind === 'failed_deployment')).toHaveLength(2);
});

test('by goal and by layer; in the order of time', async () => {
  expect((await kindsOf({ range: all, goal: 'often' })).sort()).toEqual(
    ['decision', 'due', 'goal_set', 'milestone', 'outcome', 'review', 'status'].sort()
  );
  expect(await kindsOf({ range: all, layer: 'did' })).toEqual(['decision']);
  expect((await kindsOf({ range: all, layer: 'happened' })).sort()).toEqual([
    'failed_deployment',
    'incident',
    'signal',
  ]);
  const times = (await annotations({ range: all })).map(({ time }) => time);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const [signal] = await annotations({ range: { from: at(20), to: at(20) + 1 }, kinds: ['signal'] });
  expect(signal).toMatchObject({ title: 'Deployment frequency: really better', time: at(20) });
});
