import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Database, Row, Value } from './database.ts';
import { asStoreError, codeOf, storeError } from './errors.ts';
import { stableNumber } from './repository-id.ts';

/** PostgreSQL gives int8 as text; ours all fit a number. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

/** Serialisation failures and deadlocks: the server undid the whole batch and asks for it again. */
const again = new Set(['40001', '40P01']);
const attempts = 5;

/** PostgreSQL keeps no NUL in a text. */
const clean = (parameters: readonly Value[]): Value[] =>
  parameters.map((value) => (typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '') : value));

/** A connection that breaks between two queries fails the next one; without a listener it would end the process. */
const ignore = (): void => undefined;

/** Host and database, without user or password. */
function placeOf(address: string | undefined): string {
  if (address === undefined || !URL.canParse(address)) return 'on PostgreSQL';
  const { host, pathname } = new URL(address);
  return `postgres://${host}${pathname}`;
}

/** The store on a PostgreSQL server; what the address leaves out comes from the PG* variables. */
export function openPostgres(address: string | undefined): Database {
  const place = placeOf(address);
  // What the client itself throws, a broken connection above all, has no code.
  const failed = (error: unknown): unknown =>
    error instanceof Error && error.constructor === Error && codeOf(error) === undefined
      ? storeError('unreachable', place, error)
      : asStoreError(error, place);
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw failed(error);
    }
  };

  const config: pg.PoolConfig = {
    ...(address === undefined ? {} : { connectionString: address }),
    application_name: 'waymark',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    types,
  };
  let pool: pg.Pool;
  try {
    pool = new pg.Pool(config);
  } catch (error) {
    throw failed(error);
  }
  pool.on('error', ignore);
  const locks = new Set<pg.Client>();
  const unlock = async (client: pg.Client): Promise<void> => {
    if (locks.delete(client)) await client.end();
  };

  const transaction = async (batch: Parameters<Database['write']>[0]): Promise<void> => {
    const client = await pool.connect();
    client.on('error', ignore);
    let broken = true;
    try {
      await client.query('BEGIN');
      for (const [text, parameters] of batch) await client.query(text, clean(parameters));
      await client.query('COMMIT');
      broken = false;
    } finally {
      // Closing the connection undoes what it began, whatever state it is in.
      client.off('error', ignore);
      client.release(broken);
    }
  };

  return {
    rows: <R extends Row>(text: string, parameters: readonly Value[] = []) =>
      attempt(async () => (await pool.query<R>(text, clean(parameters))).rows),
    arrays: <R extends readonly Value[]>(text: string, parameters: readonly Value[] = []) =>
      attempt(async () => {
        const answer = await pool.query<Value[]>({ text, values: clean(parameters), rowMode: 'array' });
        return answer.rows as readonly Value[][] as unknown as R[];
      }),
    write: (batch) =>
      attempt(async () => {
        for (let tried = 1; ; tried += 1) {
          try {
            await transaction(batch);
            return;
          } catch (error) {
            if (!again.has(codeOf(error) ?? '') || tried === attempts) throw error;
            await wait(20 * tried);
          }
        }
      }),
    // A session's lock on a connection of its own: the server drops it when the connection ends.
    lock: (name) =>
      attempt(async () => {
        const client = new pg.Client(config);
        client.on('error', ignore);
        await client.connect();
        locks.add(client);
        try {
          const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
            stableNumber(`waymark ${name}`),
          ]);
          if (rows[0]?.held === true) return () => attempt(() => unlock(client));
        } catch (error) {
          await unlock(client);
          throw error;
        }
        await unlock(client);
        return undefined;
      }),
    close: () =>
      attempt(async () => {
        await Promise.all([...locks].map(unlock));
        await pool.end();
      }),
  };
}
