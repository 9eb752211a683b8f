import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Database, Row, Value } from './database.ts';
import { asStoreError, codeOf } from './errors.ts';
import { stableNumber } from './repository-id.ts';

type Bound = readonly Value[] | Record<number, Value>;
type Prepared = {
  readonly statement: Sqlite.Statement<[Bound]>;
  readonly bind: (parameters: readonly Value[]) => Bound;
};

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

const inOrder = (parameters: readonly Value[]): Bound => parameters;

/** By name is a fifth slower, so a text that names each parameter once and in order gives the names up. */
function prepared(connection: Sqlite.Database, sql: string): Prepared {
  const names = sql.match(/\$\d+/g) ?? [];
  return names.every((name, index) => name === `$${index + 1}`)
    ? { statement: connection.prepare(sql.replace(/\$\d+/g, '?')), bind: inOrder }
    : { statement: connection.prepare(sql), bind: named };
}

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
    const fresh = prepared(connection, sql);
    statements.set(sql, fresh);
    return fresh;
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
      run(() => {
        const { statement, bind } = prepare(sql);
        return statement.all(bind(parameters)) as R[];
      }),
    arrays: <R extends readonly Value[]>(sql: string, parameters: readonly Value[] = []) =>
      run(() => {
        const { statement, bind } = prepare(sql);
        try {
          return statement.raw(true).all(bind(parameters)) as R[];
        } finally {
          statement.raw(false);
        }
      }),
    write: (batch) =>
      run(() =>
        connection
          .transaction(() => {
            for (const [sql, parameters] of batch) {
              const { statement, bind } = prepare(sql);
              statement.run(bind(parameters));
            }
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
