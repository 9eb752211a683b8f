import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from './database.ts';
import { storeError, storeHeld } from './errors.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/index.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** A directory (embedded), or a PostgreSQL address; `undefined` leaves all of it to the PG* variables. */
export type StoreLocation = { readonly directory: string } | { readonly postgres: string | undefined };

/** Opens the store and brings its layout up to date. Throws StoreError; then nothing was changed. */
export async function openStore(location: StoreLocation): Promise<Database> {
  const database = 'directory' in location ? openSqlite(location.directory) : openPostgres(location.postgres);
  try {
    await migrate(database, migrations, 'directory' in location ? location.directory : 'on PostgreSQL');
    return database;
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

/** Runs what is missing, each migration atomic. Two processes that start together wait for each other. */
export async function migrate(database: Database, known: readonly Migration[], place: string): Promise<void> {
  const release = await migrationLock(database, place);
  try {
    await database.write([['CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)', []]]);
    const [row] = await database.rows<{ version: number | null }>('SELECT MAX(version) AS version FROM schema_version');
    const present = row?.version ?? 0;
    const newest = Math.max(0, ...known.map(({ version }) => version));
    if (present > newest)
      throw storeError('newer_version', `${place} (layout ${present}; this version knows ${newest})`);
    for (const { version, statements } of known.filter((migration) => migration.version > present)) {
      await database.write([
        ...statements.map((sql) => [sql, []] as const),
        ['INSERT INTO schema_version (version) VALUES ($1)', [version]],
      ]);
    }
  } finally {
    await release();
  }
}

async function migrationLock(database: Database, place: string): Promise<() => Promise<void>> {
  for (let tries = 0; tries < 600; tries += 1) {
    const release = await database.lock('migration');
    if (release !== undefined) return release;
    await wait(100);
  }
  throw storeHeld(`the migration of the store ${place}`);
}
