import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from '@jest/globals';
import { Budgets } from './budget.ts';
import { type GithubClient, openClient } from './client.ts';
import type { Clock } from './clock.ts';
import { githubSchema } from './schema.ts';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Of GraphQL. */
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};
export type Reply = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or text as it is. */
  readonly body?: unknown;
};

export type TestServer = {
  readonly url: string;
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
};

const open: TestServer[] = [];
afterAll(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A server that answers what a test says; it ends with the test file. */
export async function serve(answer: (asked: Asked, count: number) => Reply): Promise<TestServer> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      const body = (text === '' ? {} : JSON.parse(text)) as { query?: string; variables?: Record<string, unknown> };
      const { method = '', url: path = '', headers } = request;
      asked.push({ method, path, headers, query: body.query ?? '', variables: body.variables ?? {} });
      const { status = 200, headers: more = {}, body: reply = {} } = answer(asked.at(-1)!, asked.length);
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...more });
      response.end(typeof reply === 'string' ? reply : JSON.stringify(reply));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const running: TestServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  open.push(running);
  return running;
}

export const start = Date.UTC(2026, 2, 1);

/** A clock that stands until somebody sleeps, and then has moved at once. */
export function movedClock(): Clock & { time: number; readonly slept: number[] } {
  const clock = {
    time: start,
    slept: [] as number[],
    now: () => clock.time,
    sleep: (milliseconds: number, signal: AbortSignal) => {
      signal.throwIfAborted();
      clock.slept.push(milliseconds);
      clock.time += milliseconds;
      return Promise.resolve();
    },
  };
  return clock;
}

export const never = new AbortController().signal;

/** A client with the token `hunter2` that waits for nothing. */
export function testClient(
  url: string,
  clock: Clock = movedClock(),
  entry: object = { token_env: 'TOKEN' },
  secret: (name: string) => string | undefined = () => 'hunter2'
): GithubClient {
  const configuration = githubSchema.parse({ github: 'acme', api_url: url, ...entry });
  return openClient(configuration, { secret, configDirectory: '/' }, { clock, budgets: new Budgets(), retryAfter: 1 });
}

/** The headers of a budget, with a reset so many seconds from `start`. */
export const budgetHeaders = (remaining: number, reset = 600, limit = 5000) => ({
  'x-ratelimit-limit': String(limit),
  'x-ratelimit-remaining': String(remaining),
  'x-ratelimit-reset': String(start / 1000 + reset),
  'x-ratelimit-used': String(limit - remaining),
  'x-ratelimit-resource': 'core',
});

/** One page that is the whole list. */
export const list = (nodes: readonly unknown[], more: object = {}) => ({
  totalCount: nodes.length,
  pageInfo: { hasNextPage: false, endCursor: nodes.length === 0 ? null : 'end' },
  nodes,
  ...more,
});

export async function all<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(page);
  return found;
}
