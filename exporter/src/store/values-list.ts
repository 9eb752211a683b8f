/**
 * How many rows one statement has: at most 200 (far fewer are slow on PostgreSQL, far more on SQLite), and only a few
 * lengths below, as each length is a text of its own that must be prepared.
 */
const lengths = [200, 100, 50, 25, 12, 6, 3, 1] as const;

/** `($1, $2), ($3, $4), …` */
export function valuesList(rows: number, columns: number): string {
  const list = Array.from({ length: rows }, (_, row) => `(${numbered(1 + row * columns, columns)})`);
  return list.join(', ');
}

/** `$from, …`: as many parameters as there are values. */
export function numbered(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');
}

/** Cuts items into lists for one statement each. */
export function valuesChunks<T>(items: readonly T[]): T[][] {
  const result: T[][] = [];
  let start = 0;
  for (const length of lengths) {
    for (; items.length - start >= length; start += length) result.push(items.slice(start, start + length));
  }
  return result;
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
