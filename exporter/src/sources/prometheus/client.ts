import { z } from 'zod';
import { day, second, type Window } from '#domain/window.ts';
import { SourceError } from '../errors.ts';

/** The value of a query at a time. */
export type Reading = { readonly at: number; readonly value: number };

/** What a Prometheus answered; `leftOut`: values that are no finite numbers. */
export type Readings = { readonly readings: readonly Reading[]; readonly leftOut: number };

export type PrometheusOptions = {
  readonly name: string;
  readonly url: string;
  /** Read anew at each request. */
  readonly token?: () => string;
  /** Milliseconds until a request is given up; absent: a minute. */
  readonly timeout?: number;
};

const success = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});
const failure = z.object({ status: z.literal('error'), error: z.string() });

/**
 * Asks a Prometheus for a query's value at the end of each whole day (UTC) in a span of time, by `/api/v1/query_range`.
 * https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 * Throws SourceError, or the reason of the signal.
 */
export async function askDaily(
  server: PrometheusOptions,
  promql: string,
  { from, to }: Window,
  signal: AbortSignal
): Promise<Readings> {
  const start = Math.ceil(from / day) * day;
  const end = Math.floor((to - 1) / day) * day;
  if (end < start) return { readings: [], leftOut: 0 };
  const query = new URLSearchParams({
    query: promql,
    start: String(start / second),
    end: String(end / second),
    step: String(day / second),
  });
  const answer = await post(server, query, signal);
  const told = failure.safeParse(answer.body);
  if (answer.status !== 200) throw failureOf(server.name, answer, told.data?.error);
  const read = success.safeParse(answer.body);
  if (!read.success)
    throw new SourceError(
      'unexpected_response',
      `${server.name} answers, but not as a Prometheus does; check its address`
    );
  const [series, ...others] = read.data.data.result;
  if (others.length > 0) {
    const message = `gives ${others.length + 1} series, and a goal needs one: put sum(…), max(…) or a selector around it`;
    throw new SourceError('unexpected_response', `${server.name}: the query ${shown(promql)} ${message}`);
  }
  const all = (series?.values ?? []).map(([time, value]) => ({ at: Math.round(time * second), value: Number(value) }));
  const readings = all.filter(({ value }) => Number.isFinite(value));
  return { readings, leftOut: all.length - readings.length };
}

type Answer = { readonly status: number; readonly retryAfter: string | null; readonly body: unknown };

/** By POST, as a query may be longer than an address. */
async function post(
  { name, url, token, timeout = 60 * second }: PrometheusOptions,
  query: URLSearchParams,
  signal: AbortSignal
): Promise<Answer> {
  const address = new URL('api/v1/query_range', url.endsWith('/') ? url : `${url}/`);
  const headers = token && { authorization: `Bearer ${secretOf(name, token)}` };
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    // A redirect would take the token elsewhere, or turn the POST into a GET.
    const response = await fetch(address, {
      method: 'POST',
      body: query,
      signal: limit,
      redirect: 'error',
      ...(headers && { headers }),
    });
    const text = await response.text();
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: parsed(text) };
  } catch (cause) {
    signal.throwIfAborted();
    throw new SourceError('unavailable', `${name} does not answer; it is asked again later`, { cause });
  }
}

function secretOf(name: string, token: () => string): string {
  try {
    return token();
  } catch (cause) {
    throw new SourceError('unauthorized', `the token of ${name} has gone; \`waymark check\` says which`, { cause });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function failureOf(name: string, { status, retryAfter }: Answer, told: string | undefined): SourceError {
  if (status === 401 || status === 403)
    return new SourceError('unauthorized', `${name} refuses to answer (${status}); check token_env or token_file`);
  if (status === 404)
    return new SourceError('not_found', `${name} has no query API there (404); check its address, with its path`);
  if (status === 429) {
    const wait = Number(retryAfter ?? NaN);
    const until = Number.isFinite(wait) ? { until: Date.now() + wait * second } : {};
    return new SourceError('rate_limited', `${name} was asked too often; it is asked again later`, until);
  }
  // What it says of a query is about the query, which is no secret.
  if (status === 400 || status === 422)
    return new SourceError('unexpected_response', `${name} cannot answer the query: ${told ?? `status ${status}`}`);
  return new SourceError('unavailable', `${name} fails (${status}); it is asked again later`);
}

function shown(promql: string): string {
  return promql.length <= 100 ? promql : `${promql.slice(0, 99)}…`;
}
