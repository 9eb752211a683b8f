import { z } from 'zod';
import { SourceError } from '../errors.ts';
import { type Connection, connection } from './answers.ts';
import type { Call, GithubClient } from './client.ts';
import { mayPassSmaller, readAnswer } from './failure.ts';
import type { Skipped } from './partial.ts';

export type Page<Node> = {
  readonly nodes: readonly Node[];
  /** Stands for everything up to and with this page: asking goes on after it. Undefined: there was nothing yet. */
  readonly cursor: string | undefined;
  readonly last: boolean;
  /** How many there are on all pages, whatever the page started after. */
  readonly total: number;
  readonly skipped: readonly Skipped[];
};

export type PageCall = Pick<Call, 'about' | 'signal'> & {
  /** The cursor of the page that was read last. */
  readonly after?: string | undefined;
};

type Answered<Node> = {
  readonly list: Connection<Node> & { readonly totalCount: number };
  readonly skipped: readonly Skipped[];
};

const smallest = 8;

/**
 * The pages of a list, one after the other. Where GitHub runs out of time over a page, it is asked for a smaller one,
 * and all after it are small as well.
 * @param done whether nothing after this node is wanted
 */
export async function* pages<Node>(
  options: PageCall & {
    readonly first: number;
    readonly done?: ((node: Node) => boolean) | undefined;
    readonly ask: (variables: { first: number; after: string | undefined }, call: Call) => Promise<Answered<Node>>;
  }
): AsyncGenerator<Page<Node>, void, undefined> {
  const { about, signal, done, ask } = options;
  let { first, after } = options;
  for (;;) {
    const shrinkable = first > smallest;
    let answer: Answered<Node>;
    try {
      answer = await ask({ first, after }, { about, signal, quick: shrinkable });
    } catch (error) {
      if (!shrinkable || !mayPassSmaller(error)) throw error;
      first = Math.ceil(first / 2);
      continue;
    }
    const { nodes, pageInfo, totalCount } = answer.list;
    const end = nodes.at(-1);
    const last = !pageInfo.hasNextPage || (end !== undefined && done?.(end) === true);
    const cursor = pageInfo.endCursor ?? after;
    if (!last && cursor === after) {
      throw new SourceError('unexpected_response', `GitHub gives the same page of ${about} for ever; report it`);
    }
    yield { nodes, cursor, last, total: totalCount, skipped: answer.skipped };
    if (last) return;
    after = cursor;
  }
}

/** A list inside the items of a list. It is read with them, and to its end where it is longer than its page. */
export type Part<Item> = {
  /** In a query, from a cursor on. */
  readonly text: (after?: string) => string;
  /** The cursor of the rest; undefined where there is none. */
  readonly rest: (item: Item) => string | undefined;
  /** Adds what a query with `text` gave. */
  readonly add: (item: Item, answer: unknown, about: string) => void;
};

export function part<Item, Node extends z.ZodType>(
  field: string,
  options: {
    readonly first: number;
    readonly arguments?: string;
    readonly selection: string;
    readonly node: Node;
    readonly of: (item: Item) => Connection<z.output<Node>>;
  }
): Part<Item> {
  const { first, arguments: more = '', selection, node, of } = options;
  const schema = z.object({ [field]: connection(node) });
  return {
    text: (after) => {
      const from = after === undefined ? '' : `, after: ${JSON.stringify(after)}`;
      return `${field}(first: ${first}${more}${from}) { pageInfo { hasNextPage endCursor } nodes { ${selection} } }`;
    },
    rest: (item) => {
      const { hasNextPage, endCursor } = of(item).pageInfo;
      return hasNextPage ? (endCursor ?? undefined) : undefined;
    },
    add: (item, answer, about) => {
      const found = readAnswer(schema, answer, about)[field];
      if (!found) return;
      of(item).nodes.push(...found.nodes);
      of(item).pageInfo = found.pageInfo;
    },
  };
}

/** The most lists that one query goes on with: one point. */
const aliases = 50;
/** The most pages that wait for each other, so that a few long lists on each do not cost a request a page. */
const held = 10;

/** The pages with every inner list whole. `type` is the items' GraphQL type. */
export async function* completed<Item extends { readonly id: string }>(
  client: GithubClient,
  type: string,
  parts: readonly Part<Item>[],
  list: AsyncIterable<Page<Item>>,
  call: Pick<Call, 'about' | 'signal'>
): AsyncGenerator<Page<Item>, void, undefined> {
  let waiting: Page<Item>[] = [];
  for await (const page of list) {
    waiting.push(page);
    const items = waiting.flatMap(({ nodes }) => nodes);
    const open = unfinished(items, parts).length;
    if (open > 0 && open < aliases && waiting.length < held && !page.last) continue;
    await complete(client, type, parts, items, call);
    yield* waiting;
    waiting = [];
  }
}

/** One item with every inner list whole; undefined where there is none. */
export async function whole<Item extends { readonly id: string }>(
  client: GithubClient,
  type: string,
  parts: readonly Part<Item>[],
  item: Item | null,
  call: Pick<Call, 'about' | 'signal'>
): Promise<Item | undefined> {
  if (item === null) return undefined;
  await complete(client, type, parts, [item], call);
  return item;
}

function unfinished<Item>(items: readonly Item[], parts: readonly Part<Item>[]) {
  return items
    .flatMap((item) => parts.map((each) => ({ item, part: each, after: each.rest(item) })))
    .filter((each): each is { item: Item; part: Part<Item>; after: string } => each.after !== undefined);
}

/** Reads every inner list of these items to its end. */
export async function complete<Item extends { readonly id: string }>(
  client: GithubClient,
  type: string,
  parts: readonly Part<Item>[],
  items: readonly Item[],
  call: Pick<Call, 'about' | 'signal'>
): Promise<void> {
  for (let open = unfinished(items, parts); open.length > 0; open = unfinished(items, parts)) {
    const asked = open.slice(0, aliases);
    const lines = asked.map(
      ({ item, part: each, after }, index) =>
        `n${index}: node(id: ${JSON.stringify(item.id)}) { ... on ${type} { ${each.text(after)} } }`
    );
    const { data } = await client.query(
      { text: restQuery(lines), answer: z.record(z.string(), z.unknown()) },
      {},
      call
    );
    for (const [index, { item, part: each }] of asked.entries()) each.add(item, data[`n${index}`], call.about);
  }
}

function restQuery(lines: readonly string[]): string {
  return `query Rest {\n  rateLimit { cost limit remaining resetAt }\n  ${lines.join('\n  ')}\n}`;
}
