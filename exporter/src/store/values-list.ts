/** Rows in one VALUES list: far fewer are slow on PostgreSQL, far more on SQLite. */
export const valuesRows = 200;

/** `($1, $2), ($3, $4), …` */
export function valuesList(rows: number, columns: number): string {
  const list = Array.from({ length: rows }, (_, row) => `(${numbered(1 + row * columns, columns)})`);
  return list.join(', ');
}

/** `$from, …`: as many parameters as there are values. */
export function numbered(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => `$${from + index}`).join(', ');
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const result: T[][] = [];
  for (let start = 0; start < items.length; start += size) result.push(items.slice(start, start + size));
  return result;
}
