import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { day } from '#domain/window.ts';
import type { Database } from '#store/database.ts';
import { emptyStore } from './given.fixture.ts';
import { countLooks } from './looks.ts';

const now = Date.UTC(2026, 8, 1, 12);
const look = { team: 'shop', surface: 'dashboard', dashboard: 'team' };
const kept = () => database.rows('SELECT * FROM looks ORDER BY day, team, dashboard');
let database: Database;
beforeEach(async () => {
  database = await emptyStore();
});
afterEach(() => database.close());

test('of all looks of a day it keeps that there were some, five or twenty at least, and nothing else', async () => {
  const looks = countLooks(database);
  const row = { team: 'shop', surface: 'dashboard', dashboard: 'team', day: '2026-09-01' };
  for (const [count, bucket] of [
    [1, 1],
    [3, 1],
    [1, 5],
    [14, 5],
    [1, 20],
    [500, 20],
  ] as const) {
    for (let n = 0; n < count; n++) looks.looked(look, now + n);
    await looks.flush(now);
    expect(await kept()).toEqual([{ ...row, bucket }]);
  }
});

test('another day and another board count for themselves; a restart lowers nothing; half a year is kept', async () => {
  const looks = countLooks(database);
  for (let n = 0; n < 5; n++) looks.looked(look, now);
  looks.looked({ team: 'shop', surface: 'explore' }, now);
  looks.looked(look, now + day);
  await looks.flush(now + day);
  const restarted = countLooks(database);
  restarted.looked(look, now);
  await restarted.flush(now);
  const rows = [
    ['2026-09-01', '', 1],
    ['2026-09-01', 'team', 5],
    ['2026-09-02', 'team', 1],
  ];
  const found = (await kept()).map((row) => Object.values(row as { day: string; dashboard: string; bucket: number }));
  expect(found.map(([, , dashboard, date, bucket]) => [date, dashboard, bucket])).toEqual(rows);
  restarted.looked(look, now + 182 * day);
  await restarted.flush(now + 182 * day + day);
  expect((await kept()).map((row) => (row as { day: string }).day)).toEqual(['2026-09-02', '2027-03-02']);
});
