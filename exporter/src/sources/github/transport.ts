import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { RequestError } from '@octokit/request-error';
import { SourceError } from '../errors.ts';
import type { Budget } from './budget.ts';
import type { Clock } from './clock.ts';
import type { Credential } from './credential.ts';
import { CutOff } from './failure.ts';
import { agent, timeout } from './http.ts';
import { type Answer, limitOf, rateOf, type Resource } from './limits.ts';

/** Limits in a row, for one request: then the pull gives up until later. */
const mostLimits = 6;

export type TransportOptions = {
  readonly baseUrl: string;
  readonly credential: Credential;
  readonly budget: Budget;
  /** The share of the budget that is left to others. */
  readonly reserve: number;
  readonly clock: Clock;
  /** Milliseconds before the first retry; the next ones wait 4 and 9 times as long. */
  readonly retryAfter: number;
  /** Called for each request that goes out. */
  readonly sent: () => void;
};

/**
 * Octokit with our hook below its retry plugin. The plugin waits out the server's own trouble: 5xx, lost connections,
 * GraphQL's "Something went wrong". The hook shows the credential, keeps the budget and obeys limits: the throttling
 * plugin goes by a clock of its own, cannot be aborted, misreads half of the forms that a limit has (429 without the
 * words, "abuse", GraphQL's 200, absurd resets) and lets one query a second pass.
 * @param retries for all requests: told with a request, the plugin repeats what must not be repeated as well
 */
export function openTransport(options: TransportOptions, retries: number): Octokit {
  const Client = Octokit.plugin((octokit) => {
    octokit.hook.wrap('request', async (send, request) => {
      const given: unknown = request.request.signal;
      const answer = await guarded(
        options,
        async (authorization, signal) =>
          send({
            ...request,
            headers: { ...request.headers, authorization },
            request: { ...request.request, signal },
          }),
        request.url.endsWith('/graphql') ? 'graphql' : 'core',
        given instanceof AbortSignal ? given : new AbortController().signal
      );
      const data: unknown = answer.data;
      if (typeof data === 'string') throw new CutOff('The answer is no whole JSON text', 502, { request });
      return answer;
    });
  }, retry);
  return new Client({
    baseUrl: options.baseUrl,
    userAgent: agent,
    request: { log: silent },
    retry: {
      retries,
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
      retryAfterBaseValue: options.retryAfter,
    },
  });
}

type Send<Good> = (authorization: string, signal: AbortSignal) => Promise<Good>;

/** Sends until the answer is neither a limit nor a refused token that can be replaced. */
async function guarded<Good extends Answer>(
  options: TransportOptions,
  send: Send<Good>,
  resource: Resource,
  signal: AbortSignal
): Promise<Good> {
  const { credential, budget, reserve, clock } = options;
  let renewed = false;
  for (let limits = 0; ;) {
    const sent = await budget.turn({ resource, reserve, signal }, clock, () =>
      sendOnce(options, send, resource, signal)
    );
    const limit = limitOf(sent.answer, clock.now(), limits);
    if (limit) {
      limits += 1;
      for (const each of limit.primary ? [resource] : (['core', 'graphql'] as const)) budget.block(each, limit.until);
      if (limits < mostLimits) continue;
      const message = 'GitHub limits every request of this credential; it is asked again later';
      throw new SourceError('rate_limited', message, { until: limit.until });
    }
    if (sent.answer.status === 401 && !renewed && (await credential.renew(sent.token, signal))) {
      renewed = true;
      continue;
    }
    if (!sent.good) throw sent.error;
    return sent.answer;
  }
}

type Sent<Good> = { good: true; answer: Good } | { good: false; answer: Answer; error: RequestError };

/** The answer is there whatever its status. Throws what has none: a lost connection, the signal's reason. */
async function sendOnce<Good extends Answer>(
  { credential, budget, clock, sent }: TransportOptions,
  send: Send<Good>,
  resource: Resource,
  signal: AbortSignal
): Promise<Sent<Good> & { readonly token: string }> {
  let token = '';
  const outcome = await answered(async () => {
    token = await credential.token(signal);
    sent();
    return send(`Bearer ${token}`, AbortSignal.any([signal, AbortSignal.timeout(timeout)]));
  }, signal);
  const rate = rateOf(outcome.answer, clock.now());
  if (rate) budget.note(resource, rate);
  credential.note(outcome.answer.headers);
  return { ...outcome, token };
}

async function answered<Good extends Answer>(send: () => Promise<Good>, signal: AbortSignal): Promise<Sent<Good>> {
  try {
    return { good: true, answer: await send() };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof RequestError && error.response) return { good: false, answer: error.response, error };
    throw error;
  }
}

const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
function nothing(): void {
  // GitHub's notices of deprecation come with every answer: apiVersion says what we rely on.
}
