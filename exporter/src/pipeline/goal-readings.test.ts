import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Goal } from '#domain/goal.ts';
import { day, type Window } from '#domain/window.ts';
import { SourceError } from '#sources/errors.ts';
import type { Database } from '#store/database.ts';
import { openStore } from '#store/open.ts';
import { readReadings } from '#store/readings.ts';
import { goalReadings } from './goal-readings.ts';

const start = Date.parse('2026-07-01T00:00:00Z');
const memory = 91 * 7 * day;
const goal = (id: string, by: Goal['by'], from = start): Goal => ({
  id,
  team: 'a',
  objective: 'o',
  why: 'w',
  title: 't',
  by,
  window: 28 * day,
  target: 1,
  kind: 'committed',
  start: from,
  due: from + 90 * day,
  guardrails: [],
  milestones: [],
});
const promql = (query: string) => ({ promql: query, unit: 'orders', better: 'lower' }) as const;
const { signal } = new AbortController();

let directory: string;
let database: Database;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'waymark-readings-'));
  database = await openStore({ directory });
});
afterEach(async () => {
  await database.close();
  rmSync(directory, { recursive: true, force: true });
});

test('each query is asked once for all of its history, then for what is new; a failure stops no other', async () => {
  const asked: [string, Window][] = [];
  let down = false;
  let now = start + 10 * day;
  const round = goalReadings(
    database,
    [
      goal('one', promql('up')),
      goal('earlier', promql('up'), start - 30 * day),
      goal('other', promql('down')),
      goal('catalog', { measure: 'change_lead_time' }),
    ],
    (query, span) => {
      asked.push([query, span]);
      if (query === 'down' && down) return Promise.reject(new SourceError('unavailable', 'p does not answer'));
      return Promise.resolve({ readings: [{ at: now, value: asked.length }], leftOut: 2 });
    },
    () => now
  );
  const to = now + 1;
  down = true;
  expect(await round(signal)).toEqual([
    { goals: ['one', 'earlier'], outcome: 'done', readings: 1, leftOut: 2 },
    { goals: ['other'], outcome: 'failed', error: expect.objectContaining({ reason: 'unavailable' }) },
  ]);
  expect(asked).toEqual([
    ['up', { from: start - 30 * day - memory, to }],
    ['down', { from: start - memory, to }],
  ]);
  down = false;
  now += day;
  await round(signal);
  expect(asked.slice(2)).toEqual([
    ['up', { from: start + 7 * day, to: now + 1 }],
    ['down', { from: start - memory, to: now + 1 }],
  ]);
  expect(await readReadings(database, 'up', { from: 0, to: Infinity })).toEqual([
    { at: now - day, value: 1 },
    { at: now, value: 3 },
  ]);
});

test('a bug is not taken for a failure of the Prometheus', async () => {
  const round = goalReadings(
    database,
    [goal('one', promql('up'))],
    () => Promise.reject(new TypeError('bug')),
    () => start
  );
  await expect(round(signal)).rejects.toThrow('bug');
});
