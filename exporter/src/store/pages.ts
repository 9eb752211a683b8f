import { bound } from './bounds.ts';
import type { Value } from './database.ts';
import { StoreError } from './errors.ts';
import { numbered } from './values-list.ts';

/** A part of a list, newest first: `from` ≤ t < `to`, at most `limit`, after the `next` of the page before. */
export type Page = {
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly cursor?: string;
};
/** `next` is the cursor of the page that follows, where there is one. */
export type Listed<Item> = { readonly items: readonly Item[]; readonly next?: string };

/** Where a row stands in a list: ids are unique in a repository, times are not. */
export type Position = readonly [time: number, repository: number, id: string];

/** A row's place and what it is to the reader; undefined where it is not the reader's. */
export type Found<Item> = { readonly position: Position; readonly item: Item | undefined };

/** Rows judged at a time where most are not the reader's. */
const step = 1000;

/**
 * Reads on from the cursor until the page is full or the list ends. `read` gives up to `count` rows from the span,
 * newest first, those after `last` only.
 */
export async function readPage<Item>(
  { from, to, limit, cursor }: Page,
  read: (span: readonly Value[], last: Position, count: number) => Promise<readonly Found<Item>[]>
): Promise<Listed<Item>> {
  const items: { readonly position: Position; readonly item: Item }[] = [];
  let last: Position = cursor === undefined ? [Number.MAX_SAFE_INTEGER, 0, ''] : decode(cursor);
  for (let count = limit + 1; items.length <= limit; count = Math.max(count, step)) {
    const found = await read([bound(from), bound(to)], last, count);
    for (const { position, item } of found) if (item !== undefined) items.push({ position, item });
    const end = found.at(-1);
    if (end === undefined || found.length < count) break;
    last = end.position;
  }
  const shown = items.slice(0, limit);
  const end = shown.at(-1);
  return {
    items: shown.map(({ item }) => item),
    ...(items.length > limit && end !== undefined && { next: encode(end.position) }),
  };
}

function encode(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decode(cursor: string): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (isPosition(position)) return position;
  } catch {
    // Not JSON: no cursor of ours, said below.
  }
  throw new StoreError('bad_cursor', 'no such cursor; use the "next" that the page before gave, or none');
}

function isPosition(value: unknown): value is Position {
  return (
    Array.isArray(value) &&
    value.length === 3 &&
    Number.isSafeInteger(value[0]) &&
    Number.isSafeInteger(value[1]) &&
    typeof value[2] === 'string'
  );
}

/** The keys of a page, by an index alone. Parameters: from, to, the last position (three), how many, the repositories. */
export function newest(table: string, time: string, repositories: number): string {
  return `SELECT repository, id FROM ${table} WHERE repository IN (${numbered(7, repositories)})
    AND ${time} >= $1 AND ${time} < $2 AND (${time}, repository, id) < ($3, $4, $5)
    ORDER BY ${time} DESC, repository DESC, id DESC LIMIT $6`;
}
