/** Connections as GitHub pages them: opaque cursors, bounds of 1 to 100. */
import { GithubError } from './error.ts';

export type PageArguments = {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
};

/** Decides the order and is what a cursor stands for, so a page stays right when items before it come or go. */
export type Key = readonly (number | string)[];

export type ConnectionOptions<Item> = {
  readonly name: string;
  readonly items: readonly Item[];
  readonly key: (item: Item, index: number) => Key;
  readonly descending?: boolean;
  readonly view: (item: Item) => unknown;
  /** More fields of the connection, by name. */
  readonly more?: Readonly<Record<string, unknown>>;
};

/** `totalCount` is free to ask; nodes, edges and pageInfo need `first` or `last`. */
export function connection<Item>(page: PageArguments, options: ConnectionOptions<Item>): Record<string, unknown> {
  const { name, items, key, descending = false, view, more } = options;
  const order = descending ? -1 : 1;
  const cut = once(() => {
    const size = bounds(name, page);
    const keyed = items.map((item, index) => ({ item, key: key(item, index) }));
    keyed.sort((left, right) => order * compare(left.key, right.key));
    const after = page.after ? read(page.after) : undefined;
    const before = page.before ? read(page.before) : undefined;
    const range = keyed.filter(
      (each) => (!after || order * compare(each.key, after) > 0) && (!before || order * compare(each.key, before) < 0)
    );
    const shown = page.first == null ? range.slice(-size) : range.slice(0, size);
    const [start, end] = [shown[0], shown.at(-1)];
    return {
      shown,
      pageInfo: {
        __typename: 'PageInfo',
        startCursor: start ? write(start.key) : null,
        endCursor: end ? write(end.key) : null,
        hasNextPage: page.first == null ? before !== undefined : shown.length < range.length,
        hasPreviousPage: page.first == null ? shown.length < range.length : after !== undefined,
      },
    };
  });
  return {
    totalCount: items.length,
    pageInfo: () => cut().pageInfo,
    nodes: () => cut().shown.map((each) => view(each.item)),
    edges: () => cut().shown.map((each) => ({ cursor: write(each.key), node: view(each.item) })),
    ...more,
  };
}

function bounds(name: string, { first, last }: PageArguments): number {
  const size = first ?? last;
  if (size == null) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    throw new GithubError('MISSING_PAGINATION_BOUNDARIES', message);
  }
  const bound = first == null ? 'last' : 'first';
  if (first != null && last != null) {
    const message = `Passing both \`first\` and \`last\` to paginate the \`${name}\` connection is not supported.`;
    throw new GithubError('EXCESSIVE_PAGINATION', message);
  }
  if (size > 100) {
    const message = `Requesting ${size} records on the \`${name}\` connection exceeds the \`${bound}\` limit of 100 records.`;
    throw new GithubError('EXCESSIVE_PAGINATION', message);
  }
  if (size < 1) {
    throw new GithubError('EXCESSIVE_PAGINATION', `\`${bound}\` on the \`${name}\` connection must be 1 to 100.`);
  }
  return size;
}

function compare(left: Key, right: Key): number {
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined || one === other) continue;
    return one < other ? -1 : 1;
  }
  return 0;
}

function write(key: Key): string {
  return Buffer.from(`cursor:v2:${JSON.stringify(key)}`).toString('base64');
}

function read(cursor: string): Key {
  const text = Buffer.from(cursor, 'base64').toString();
  const problem = new GithubError('INVALID_CURSOR_ARGUMENTS', `\`${cursor}\` does not appear to be a valid cursor.`);
  if (!text.startsWith('cursor:v2:')) throw problem;
  try {
    const key: unknown = JSON.parse(text.slice('cursor:v2:'.length));
    if (Array.isArray(key) && key.every((each) => typeof each === 'number' || typeof each === 'string')) return key;
  } catch {
    // Falls through: not one of our cursors.
  }
  throw problem;
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
