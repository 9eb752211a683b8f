import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, jest, test } from '@jest/globals';
import { type PostgresServer, findPostgres, startPostgres } from '#bench/postgres-server.ts';
import type { Database } from './database.ts';
import { type StoreLocation, openStore } from './open.ts';

export type Engine = {
  /** A place where no store is yet. */
  readonly place: () => Promise<StoreLocation>;
  /** Opens a store, which is closed after the test; without a location in a new place. */
  readonly open: (location?: StoreLocation) => Promise<Database>;
};

/** Runs the same tests on SQLite and on a real PostgreSQL, which CI must have. */
export function onEachEngine(suite: (engine: Engine) => void): void {
  // Real disks and servers: slow where the machine is busy.
  jest.setTimeout(180_000);
  describe('SQLite', () => {
    const directories: string[] = [];
    const place = (): Promise<StoreLocation> => {
      const directory = mkdtempSync(join(tmpdir(), 'waymark-store-'));
      directories.push(directory);
      return Promise.resolve({ directory });
    };
    suite({ place, open: opener(place) });
    afterAll(() => {
      for (const directory of directories) rmSync(directory, { recursive: true, force: true });
    });
  });

  const binaries = findPostgres();
  if (binaries === undefined) {
    const reason = 'PostgreSQL is not installed (Debian: apt-get install postgresql)';
    if (process.env['CI'] === 'true') throw new Error(`${reason}; CI must run these tests`);
    process.stderr.write(`skipped on PostgreSQL: ${reason}\n`);
    test.skip(reason, () => undefined);
    return;
  }
  describe('PostgreSQL', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres(binaries);
    }, 60_000);
    const place = async (): Promise<StoreLocation> => ({ postgres: await server.database() });
    suite({ place, open: opener(place) });
    afterAll(() => server.stop());
  });
}

function opener(place: Engine['place']): Engine['open'] {
  const opened: Database[] = [];
  afterEach(async () => {
    for (const database of opened.splice(0)) await database.close();
  });
  return async (location) => {
    const database = await openStore(location ?? (await place()));
    opened.push(database);
    return database;
  };
}
