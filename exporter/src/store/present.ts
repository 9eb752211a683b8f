/** T as a row holds it: every column is there, and null where T's key is absent. */
export type Stored<T> = { readonly [K in keyof T]-?: T[K] | null };

/** T whose booleans K are the flags 0 and 1. */
export type Flagged<T, K extends keyof T> = Omit<T, K> & { readonly [Key in K]: number };

/** A row without the columns that are null: an absent value is an absent key. */
export function present<T extends object>(row: Stored<T>): T {
  const result: Record<string, unknown> = {};
  for (const key in row) if (row[key] !== null) result[key] = row[key];
  return result as T;
}
