import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { findPostgres, startPostgres } from '#bench/postgres-server.ts';
import { StoreError, asStoreError, storeHeld } from './errors.ts';
import { change, store } from './facts.fixture.ts';
import { type StoreLocation, openStore } from './open.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'waymark-errors-'));
});
afterEach(() => {
  chmodSync(directory, 0o700);
  rmSync(directory, { recursive: true, force: true });
});

async function failure(location: StoreLocation): Promise<unknown> {
  const opened = await openStore(location).catch((error: unknown) => error);
  if (opened instanceof Error) return opened;
  throw new Error('the store opened');
}

describe('SQLite', () => {
  test('a new directory is for its owner alone', async () => {
    const place = join(directory, 'new', 'er');
    await (await openStore({ directory: place })).close();
    expect(statSync(place).mode & 0o777).toBe(0o700);
    expect(existsSync(join(place, 'store.sqlite'))).toBe(true);
  });

  test('a full disk loses nothing, and the store goes on when there is space', async () => {
    const database = await openStore({ directory });
    const batch = (number: number) => Array.from({ length: 50 }, (_, index) => change(`${number} ${index}`, number));
    const [page] = await database.rows<{ page_count: number }>('PRAGMA page_count');
    await database.rows(`PRAGMA max_page_count = ${(page?.page_count ?? 0) + 20}`);
    let stored = 0;
    let error: unknown;
    while (error === undefined && stored < 1000) {
      error = await store(database, batch(stored)).then(
        () => void (stored += 1),
        (reason: unknown) => reason
      );
    }
    expect(error).toMatchObject({ reason: 'full', message: expect.stringContaining('free some space') });
    expect(stored).toBeGreaterThan(0);
    const count = 'SELECT COUNT(*) AS n, COUNT(DISTINCT merged_at) AS batches FROM changes';
    expect(await database.rows(count)).toEqual([{ n: 50 * stored, batches: stored }]);
    await database.rows('PRAGMA max_page_count = 100000');
    await store(database, batch(stored));
    expect(await database.rows(count)).toEqual([{ n: 50 * (stored + 1), batches: stored + 1 }]);
    await database.close();
  });

  test('a directory that cannot be one', async () => {
    const file = join(directory, 'file');
    writeFileSync(file, '');
    for (const place of [file, join(file, 'below')]) {
      const error = await failure({ directory: place });
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ reason: 'unwritable', message: expect.stringContaining(place) });
    }
  });

  test('a directory without the right to write', async () => {
    chmodSync(directory, 0o555);
    const root = process.getuid?.() === 0;
    if (root) process.seteuid?.(65534);
    try {
      expect(await failure({ directory })).toMatchObject({ reason: 'unwritable' });
      expect(await failure({ directory: join(directory, 'new') })).toMatchObject({ reason: 'unwritable' });
    } finally {
      if (root) process.seteuid?.(0);
    }
  });

  test('a file that is no store', async () => {
    writeFileSync(join(directory, 'store.sqlite'), 'this is no database, but it is long enough to look at'.repeat(50));
    expect(await failure({ directory })).toMatchObject({ reason: 'corrupt' });
  });

  test('a store that another process holds', async () => {
    await (await openStore({ directory })).close();
    const other = new Sqlite(join(directory, 'store.sqlite'));
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    try {
      expect(await failure({ directory })).toMatchObject({ reason: 'held', message: expect.stringContaining('stop') });
    } finally {
      other.close();
    }
    await (await openStore({ directory })).close();
  }, 20_000);

  test('another migration that does not end is waited for', async () => {
    mkdirSync(join(directory, 'locks'));
    const first = await openStore({ directory });
    const release = await first.lock('migration');
    let opened = false;
    const second = openStore({ directory }).then((database) => {
      opened = true;
      return database;
    });
    await first.rows('SELECT 1');
    expect(opened).toBe(false);
    await release?.();
    await (await second).close();
    await first.close();
  });
});

describe('PostgreSQL', () => {
  test('a server that is not there', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    server.close();
    await once(server, 'close');
    const error = await failure({ postgres: `postgres://someone:s3cret@127.0.0.1:${port}/base` });
    expect(error).toMatchObject({
      reason: 'unreachable',
      message: expect.stringContaining(`postgres://127.0.0.1:${port}/base`),
    });
    expect(String(error)).not.toMatch(/s3cret|someone/);
  });

  test('a server that says nothing sensible', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    expect(await failure({ postgres: `postgres://u@127.0.0.1:${port}/base` })).toBeInstanceOf(StoreError);
    server.close();
  });

  test('an address that is none', async () => {
    for (const postgres of ['postgres://u:s3cret@host:port/base', 'postgres://%zz:s3cret@h/']) {
      const error = await failure({ postgres });
      expect(error).toBeInstanceOf(StoreError);
      expect(JSON.stringify([String(error), error])).not.toContain('s3cret');
    }
  });

  const binaries = findPostgres();
  (binaries === undefined ? test.skip : test)(
    'PG* variables, a wrong password, no such database, no right to write, a server that stops',
    async () => {
      const server = await startPostgres(binaries ?? '');
      try {
        const good = await server.database();
        const wrong = good.replace(server.password, 'wr0ng-one');
        const refused = await failure({ postgres: wrong });
        expect(refused).toMatchObject({ reason: 'unauthorized', message: expect.stringContaining('PGPASSWORD') });
        expect(String(refused)).not.toContain('wr0ng-one');
        expect(await failure({ postgres: good.replace(/[^/]+$/, 'none') })).toMatchObject({ reason: 'unreachable' });
        const readOnly = `${good}?options=-c%20default_transaction_read_only%3Don`;
        expect(await failure({ postgres: readOnly })).toMatchObject({ reason: 'unwritable' });

        const names = ['PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD', 'PGDATABASE'] as const;
        const values = ['127.0.0.1', String(server.port), server.user, server.password, good.replace(/.*\//, '')];
        const before = names.map((name) => process.env[name]);
        for (const [index, name] of names.entries()) process.env[name] = values[index];
        try {
          await (await openStore({ postgres: undefined })).close();
          await (await openStore({ postgres: `postgres://127.0.0.1:${server.port}/${values[4]}` })).close();
        } finally {
          for (const [index, name] of names.entries()) {
            const value = before[index];
            if (value === undefined) Reflect.deleteProperty(process.env, name);
            else process.env[name] = value;
          }
        }

        const database = await openStore({ postgres: good });
        await server.stop();
        await expect(database.rows('SELECT 1')).rejects.toMatchObject({ reason: 'unreachable' });
        await database.close();
      } finally {
        await server.stop();
      }
    },
    60_000
  );
});

test('codes that no test can bring about here', () => {
  const failed = (code: string) => asStoreError(Object.assign(new Error('…'), { code }), 'here');
  expect(failed('53100')).toMatchObject({ reason: 'full' });
  expect(failed('ENOSPC')).toMatchObject({ reason: 'full' });
  expect(failed('53300')).toMatchObject({ reason: 'unreachable' });
  expect(failed('57P01')).toMatchObject({ reason: 'unreachable' });
  expect(failed('SQLITE_IOERR_FSYNC')).toMatchObject({ reason: 'unwritable' });
  expect(failed('XX001')).toMatchObject({ reason: 'corrupt' });
  expect(failed('42601')).not.toBeInstanceOf(StoreError);
  expect(asStoreError(storeHeld('the store'), 'here')).toMatchObject({ reason: 'held' });
});
