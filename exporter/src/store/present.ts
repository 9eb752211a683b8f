import type { Row } from './database.ts';

/**
 * A row whose columns are named and typed as T's, without those that are null: an absent value is an absent key.
 * The SQL that made the row answers for its being a T.
 */
export function present<T extends object>(row: Row): T {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as T;
}
