/** One REST request on its way to a handler, and GitHub's way of cutting lists into pages. */
import type { App, Credential, GithubState, Repository } from '../state.ts';
import { ok, Refusal, type Reply } from '../reply.ts';
import type { Addresses } from './addresses.ts';

export type RestCall = {
  readonly state: GithubState;
  readonly addresses: Addresses;
  readonly now: number;
  readonly credential: Credential | undefined;
  /** Set where a JSON web token of the app signed the request. */
  readonly app: App | undefined;
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The path that page links carry: by number, so that it survives a rename. */
  readonly linkPath: string;
};

export type Handler = (call: RestCall) => Reply;
export type RepositoryHandler = (call: RestCall, repository: Repository) => Reply;

type ListOptions = {
  /** The key that the items stand under, beside total_count. */
  readonly under?: string;
  /** GitHub gives no more than this many, whatever the total. */
  readonly cap?: number;
  readonly perPage?: number;
  /** Only next and prev, with an opaque cursor beside the page: then nobody knows the last page. */
  readonly byCursor?: boolean;
};

export function list<Item>(
  call: RestCall,
  all: readonly Item[],
  view: (item: Item) => unknown,
  { under, cap = Infinity, perPage = 30, byCursor = false }: ListOptions = {}
): Reply {
  const size = Math.min(100, Math.max(1, Number(call.query['per_page'] ?? perPage)));
  const page = Math.max(1, Number(call.query['page'] ?? 1));
  const items = all.slice(0, cap);
  const last = Math.max(1, Math.ceil(items.length / size));
  const shown = items.slice((page - 1) * size, page * size).map(view);
  const link = (to: number, rel: string) => {
    const query = new URLSearchParams({ ...call.query, page: String(to) });
    if (byCursor) query.set('after', Buffer.from(`cursor:v2:${(to - 1) * size}`).toString('base64'));
    return `<${call.addresses.api}${call.linkPath}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next')] : []),
    ...(page < last && !byCursor ? [link(last, 'last')] : []),
    ...(page > 1 && !byCursor ? [link(1, 'first')] : []),
  ];
  const body = under === undefined ? shown : { total_count: all.length, [under]: shown };
  return ok(body, links.length > 0 ? { link: links.join(', ') } : {});
}

/** `found`, or GitHub's plain 404. */
export function required<Value>(found: Value | undefined): Value {
  if (found === undefined) throw new Refusal(404, 'Not Found');
  return found;
}

/** Newest or oldest first by one of its times; ties by id. */
export function byTime<Item extends { readonly id: number }>(
  items: Iterable<Item>,
  time: (item: Item) => number,
  direction = 'desc'
): Item[] {
  const sign = direction === 'asc' ? 1 : -1;
  return [...items].sort((left, right) => sign * (time(left) - time(right) || left.id - right.id));
}
