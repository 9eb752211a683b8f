import { RequestError } from '@octokit/request-error';
import type { z } from 'zod';
import { second } from '#domain/window.ts';
import { SourceError } from '../errors.ts';
import type { SourceEnvironment } from '../source.ts';
import { Budgets } from './budget.ts';
import { abortable, type Clock, systemClock } from './clock.ts';
import { credentialOf } from './credential.ts';
import { errorsOf, failureOf, graphqlFailure, readAnswer } from './failure.ts';
import { apiVersion } from './http.ts';
import type { RateLimit } from './limits.ts';
import { hiddenItems, partialData, type Skipped } from './partial.ts';
import type { GithubConfiguration } from './schema.ts';
import { openTransport } from './transport.ts';

export type Query<Schema extends z.ZodType> = { readonly text: string; readonly answer: Schema };

export type Call = {
  /** What is asked for, in words, for messages: `pull requests of acme/checkout`. */
  readonly about: string;
  readonly signal: AbortSignal;
  /** Gives up after one retry, as less can be asked for instead; else after three. */
  readonly quick?: boolean;
};

export type Usage = {
  /** Sent so far, those that failed included. */
  readonly requests: number;
  readonly core: RateLimit | undefined;
  readonly graphql: RateLimit | undefined;
  readonly credentialExpiresAt: number | undefined;
};

/** GitHub, as one source sees it. Everything it throws is a SourceError, the reason of the signal, or a bug. */
export type GithubClient = {
  readonly query: <Schema extends z.ZodType>(
    query: Query<Schema>,
    variables: Readonly<Record<string, unknown>>,
    call: Call
  ) => Promise<{ readonly data: z.output<Schema>; readonly skipped: readonly Skipped[] }>;
  /** A REST answer, and the address of the page after it. An answer that has not changed costs nothing (ETag). */
  readonly get: <Schema extends z.ZodType>(
    route: string,
    parameters: Readonly<Record<string, unknown>>,
    answer: Schema,
    call: Call
  ) => Promise<{ readonly data: z.output<Schema>; readonly next: string | undefined }>;
  /** For the clone. */
  readonly token: (signal: AbortSignal) => Promise<string>;
  readonly usage: () => Usage;
};

export type ClientOptions = {
  readonly clock?: Clock;
  readonly budgets?: Budgets;
  /** Milliseconds before the first retry; the next ones wait 4 and 9 times as long. */
  readonly retryAfter?: number;
};

const shared = new Budgets();
const mostKept = 500;
/** Of a repository that was renamed again and again. */
const mostHops = 4;

/** A client of one source: it is kept from pull to pull, with its app's token and the answers it knows. */
export function openClient(
  configuration: Pick<GithubConfiguration, 'app' | 'token_env' | 'token_file' | 'api_url' | 'reserve'>,
  environment: Pick<SourceEnvironment, 'secret' | 'configDirectory'>,
  { clock = systemClock, budgets = shared, retryAfter = second }: ClientOptions = {}
): GithubClient {
  const { api_url: baseUrl, reserve } = configuration;
  const credential = credentialOf(configuration, environment, clock);
  const budget = budgets.of(baseUrl, credential.identity);
  const known = new Map<string, { readonly tag: string; readonly data: unknown; readonly next: string | undefined }>();
  let requests = 0;
  const sent = () => (requests += 1);
  const transport = { baseUrl, credential, budget, reserve, clock, retryAfter, sent };
  const [patient, quick] = [openTransport(transport, 3), openTransport(transport, 1)];
  const headers = { 'x-github-api-version': apiVersion };

  /** The plugin's pauses know no signal. */
  async function called<T>(call: Call, send: () => Promise<T>): Promise<T> {
    call.signal.throwIfAborted();
    try {
      return await abortable(send(), call.signal);
    } catch (error) {
      call.signal.throwIfAborted();
      throw failureOf(error, call.about);
    }
  }

  function keep(url: string, tag: string | undefined, answer: { data: unknown; next: string | undefined }): void {
    known.delete(url);
    if (tag !== undefined) known.set(url, { tag, ...answer });
    const [oldest] = known.size > mostKept ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
  }

  return {
    query: (query, variables, call) =>
      called(call, async () => {
        const request = { signal: call.signal };
        const { data, errors } = await (call.quick ? quick : patient)
          .graphql<unknown>(query.text, { ...variables, headers, request })
          .then((answered) => ({ data: answered, errors: errorsOf() }), partialData);
        const skipped = hiddenItems(errors);
        if (!skipped) throw graphqlFailure(errors, call.about);
        return { data: readAnswer(query.answer, data, call.about), skipped };
      }),
    get: (route, parameters, schema, call) =>
      called(call, async () => {
        const { url } = patient.request.endpoint(route, parameters);
        const kept = known.get(url);
        const condition = kept && { 'if-none-match': kept.tag };
        const request = { signal: call.signal, redirect: 'manual' as const };
        try {
          let answer;
          let address: string | undefined = url;
          for (let hops = 0; address !== undefined && hops < mostHops; hops++) {
            if (!address.startsWith(`${baseUrl}/`)) throw new SourceError('unexpected_response', elsewhere);
            answer = await patient.request(`GET ${address}`, { headers: { ...headers, ...condition }, request });
            address = movedTo(address, answer);
          }
          const data = readAnswer(schema, answer?.data, call.about);
          const next = nextPage(answer?.headers.link);
          keep(url, answer?.headers.etag, { data, next });
          return { data, next };
        } catch (error) {
          if (!kept || !(error instanceof RequestError) || error.status !== 304) throw error;
          // One address is always read by one schema.
          return { data: kept.data as z.output<typeof schema>, next: kept.next };
        }
      }),
    token: credential.token,
    usage: () => ({
      requests,
      core: budget.rate('core'),
      graphql: budget.rate('graphql'),
      credentialExpiresAt: credential.expiresAt(),
    }),
  };
}

/** Page addresses come from answers; the token goes nowhere but to the server that it is for. */
const elsewhere = 'GitHub gave the address of another server for what is asked next: see what api_url names';

/** Where a renamed repository is now; the query goes along even where the new address has none. */
function movedTo(
  from: string,
  { status, headers }: { readonly status: number; readonly headers: { readonly location?: string | undefined } }
): string | undefined {
  if (status < 300 || headers.location === undefined) return undefined;
  const to = new URL(headers.location, from);
  if (to.search === '') to.search = new URL(from).search;
  return to.href;
}

function nextPage(link: string | undefined): string | undefined {
  return /<([^<>]+)>;\s*rel="next"/.exec(link ?? '')?.[1];
}
