import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database, Row, Value } from './database.ts';
import { asStoreError, codeOf } from './errors.ts';
import { stableNumber } from './repository-id.ts';

type Prepared = Sqlite.Statement<[Record<number, Value>]>;

/** Longer lists of values make a text of their own each; the oldest go first. */
const preparedLimit = 200;
/** How long another process may hold the file before we give up; ours hold it for tens of milliseconds. */
const patience = 5000;

/** Every lock of this process: one that nobody refers to any more would be collected, and so given up. */
const held = new Set<Sqlite.Database>();

const named = (parameters: readonly Value[]): Record<number, Value> => {
  const values: Record<number, Value> = {};
  for (const [index, value] of parameters.entries()) values[index + 1] = value;
  return values;
};

/** The store in a directory, which is made (mode 0700) if it is not there. */
export function openSqlite(directory: string): Database {
  try {
    return open(directory);
  } catch (error) {
    throw asStoreError(error, directory);
  }
}

function open(directory: string): Database {
  mkdirSync(join(directory, 'locks'), { recursive: true, mode: 0o700 });
  const connection = new Sqlite(join(directory, 'store.sqlite'), { timeout: patience });
  try {
    connection.pragma('journal_mode = WAL');
    connection.pragma('synchronous = FULL');
    connection.pragma('cache_size = -65536');
    connection.pragma('wal_autocheckpoint = 10000');
  } catch (error) {
    connection.close();
    throw error;
  }

  const statements = new Map<string, Prepared>();
  const prepare = (sql: string): Prepared => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const [oldest] = statements.size < preparedLimit ? [] : statements.keys();
    if (oldest !== undefined) statements.delete(oldest);
    const prepared: Prepared = connection.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };

  const run = <T>(work: () => T): Promise<T> =>
    new Promise<T>((resolve) => resolve(work())).catch((error: unknown) => {
      throw asStoreError(error, directory);
    });

  const locks = new Set<Sqlite.Database>();
  const unlock = (lock: Sqlite.Database): void => {
    if (!locks.delete(lock)) return;
    held.delete(lock);
    lock.close();
  };

  return {
    rows: <R extends Row>(sql: string, parameters: readonly Value[] = []) =>
      run(() => prepare(sql).all(named(parameters)) as R[]),
    arrays: <R extends readonly Value[]>(sql: string, parameters: readonly Value[] = []) =>
      run(() => {
        const prepared = prepare(sql);
        try {
          return prepared.raw(true).all(named(parameters)) as R[];
        } finally {
          prepared.raw(false);
        }
      }),
    write: (batch) =>
      run(() =>
        connection
          .transaction(() => {
            for (const [sql, parameters] of batch) prepare(sql).run(named(parameters));
          })
          .immediate()
      ),
    // A file of its own for each name: the system drops its lock with the process, however that ends.
    lock: (name) =>
      run(() => {
        const file = join(directory, 'locks', `${stableNumber(name).toString(16)}.lock`);
        const lock = tryExclusive(file);
        if (lock === undefined) return undefined;
        locks.add(lock);
        held.add(lock);
        return () => run(() => unlock(lock));
      }),
    close: () =>
      run(() => {
        for (const lock of locks) unlock(lock);
        connection.close();
      }),
  };
}

function tryExclusive(file: string): Sqlite.Database | undefined {
  const connection = new Sqlite(file, { timeout: 0 });
  try {
    connection.exec('BEGIN EXCLUSIVE');
    return connection;
  } catch (error) {
    connection.close();
    if (codeOf(error)?.startsWith('SQLITE_BUSY')) return undefined;
    throw error;
  }
}
