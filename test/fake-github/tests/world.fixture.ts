import { afterEach } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { addToken } from '../build-access.ts';
import { addRepository, pushToDefault } from '../build.ts';
import { startFakeGithub, type FakeGithub, type FakeOptions } from '../start.ts';
import type { Repository } from '../state.ts';

export const start = Date.UTC(2024, 2, 1);
export const day = 86_400_000;

export type World = {
  readonly github: FakeGithub;
  readonly repository: Repository;
  readonly octokit: Octokit;
  /** Moves with `clock.now`. */
  readonly clock: { now: number };
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  /** The whole answer of a query: data and errors. */
  readonly ask: (query: string, variables?: object) => Promise<GraphqlAnswer>;
};

export type GraphqlAnswer = {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly type?: string; readonly message: string; readonly path?: unknown }[];
};

const open: FakeGithub[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((github) => github.close()));
});

/** A server with acme/checkout, one commit on its default branch, and the token `secret`; closed after the test. */
export async function startWorld(options: FakeOptions = {}): Promise<World> {
  const clock = { now: start };
  const github = await startFakeGithub({ clock: () => clock.now, ...options });
  open.push(github);
  const repository = addRepository(github.state, 'acme/checkout');
  pushToDefault(repository, { at: start - 100 * day, message: 'begin' });
  addToken(github.state, 'secret');
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const octokit = new Octokit({ baseUrl: github.url, auth: 'secret', log: quiet });
  const authorization = 'Bearer secret';
  return {
    github,
    repository,
    octokit,
    clock,
    get: (path, headers = {}) =>
      fetch(path.startsWith('http') ? path : github.url + path, { headers: { authorization, ...headers } }),
    ask: async (query, variables = {}) => {
      const body = JSON.stringify({ query, variables });
      const response = await fetch(github.graphqlUrl, { method: 'POST', headers: { authorization }, body });
      return (await response.json()) as GraphqlAnswer;
    },
  };
}

/** Nothing that a client did was wrong, and no answer of ours was. */
export function problems({ requests, violations }: FakeGithub): string[] {
  return [...violations, ...requests.mistakes].map((each) => `${each.path}: ${each.problem}`);
}
