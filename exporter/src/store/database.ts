/**
 * All that the rest of the house knows of a database: one SQL text with `$1` parameters for SQLite and PostgreSQL.
 * Values are text, numbers and null; BIGINT comes back as a number, flags are 0 and 1. Failures that a user can do
 * something about are StoreErrors.
 */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
export type Statement = readonly [sql: string, parameters: readonly Value[]];

export interface Database {
  rows<R extends Row = Row>(sql: string, parameters?: readonly Value[]): Promise<R[]>;
  /** The same rows as arrays, in the order of the columns: about twice as fast where there are very many. */
  arrays<R extends readonly Value[]>(sql: string, parameters?: readonly Value[]): Promise<R[]>;
  /** One atomic batch: all of it is durable when the promise resolves, or none of it happened. */
  write(statements: readonly Statement[]): Promise<void>;
  /** Takes a named lock that ends with the process, or says that another one holds it. */
  lock(name: string): Promise<(() => Promise<void>) | undefined>;
  close(): Promise<void>;
}
