/** Starts a fake GitHub on loopback. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Budgets } from './budgets.ts';
import { githubState } from './build.ts';
import { deliver, redeliver, type Delivery, type Hook } from './deliver.ts';
import { Faults } from './faults.ts';
import { Requests } from './requests.ts';
import { loadContract } from './rest/contract.ts';
import { serve } from './serve.ts';
import type { FakeServer } from './server.ts';
import type { GithubState } from './state.ts';

export type FakeOptions = {
  /** 0, the default: any free port. */
  readonly port?: number;
  /** Now, in milliseconds since 1970; rules budgets, expiry and the Date header. */
  readonly clock?: () => number;
  readonly state?: GithubState;
  /** Behave as an Enterprise Server: API under /api/v3 and /api/graphql, limits only where switched on. */
  readonly enterprise?: { readonly version?: string; readonly limits?: boolean };
  readonly exhaustedStatus?: 403 | 429;
  /** Check every REST answer of ours against the contract; problems stand in `requests.mistakes`. */
  readonly checkAnswers?: boolean;
};

export type FakeGithub = {
  /** What a client takes as the API's address. */
  readonly url: string;
  readonly graphqlUrl: string;
  /** Where pages and clones are. */
  readonly htmlUrl: string;
  readonly state: GithubState;
  readonly requests: Requests;
  readonly budgets: Budgets;
  readonly faults: Faults;
  /** Points taken so far, and what clients did wrong. */
  readonly points: number;
  readonly violations: Requests['violations'];
  deliver(hook: Hook, event: string, payload: object): Promise<Delivery>;
  redeliver(hook: Hook, delivery: Delivery): Promise<Delivery>;
  close(): Promise<void>;
};

export async function startFakeGithub(options: FakeOptions = {}): Promise<FakeGithub> {
  const { port = 0, clock = Date.now, state = githubState() } = options;
  const { enterprise, exhaustedStatus = 403, checkAnswers = false } = options;
  const [budgets, requests, faults] = [new Budgets(clock), new Requests(), new Faults()];
  const contract = await loadContract();
  const http = createServer();
  await new Promise<void>((resolve, reject) => http.once('error', reject).listen(port, '127.0.0.1', resolve));
  const html = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const addresses = { html, api: enterprise ? `${html}/api/v3` : html };
  const own = enterprise && { version: '3.14.0', limits: false, ...enterprise };
  const shared = { state, clock, budgets, requests, faults, contract, addresses, exhaustedStatus, checkAnswers };
  const server: FakeServer = { ...shared, enterprise: own };
  let open = 0;
  http.on('request', (request, response) => {
    open += 1;
    requests.mostAtOnce = Math.max(requests.mostAtOnce, open);
    response.once('close', () => (open -= 1));
    serve(server, request, response).catch((error: unknown) => {
      // A bug of the fake must not look like an answer of GitHub's.
      requests.mistakes.push({ request: requests.total, path: request.url ?? '', problem: String(error) });
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'content-type': 'text/plain' }).end(`the fake failed: ${String(error)}`);
    });
  });
  return {
    url: addresses.api,
    graphqlUrl: enterprise ? `${html}/api/graphql` : `${html}/graphql`,
    htmlUrl: html,
    state,
    requests,
    budgets,
    faults,
    get points() {
      return requests.points;
    },
    violations: requests.violations,
    deliver,
    redeliver,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
