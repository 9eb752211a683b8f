/** The answers of faults, in GitHub's words. */
import type { Budget } from './budgets.ts';
import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';
import type { RequestKind } from './requests.ts';

const page = `<!DOCTYPE html>
<html><head><title>Unicorn! &middot; GitHub</title></head>
<body><p><strong>We had issues producing the response to your request.</strong></p></body></html>
`;

export const htmlReply = (status: number): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: page,
});

/** The hourly budget is used up. GraphQL says it in a 200. */
export function primaryReply(kind: RequestKind, id: number, status: number, reset: string, limit: number): Reply {
  const message = `API rate limit exceeded for user ID ${id}.`;
  const resource = kind === 'graphql' ? 'graphql' : 'core';
  const headers = {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': '0',
    'x-ratelimit-used': String(limit),
    'x-ratelimit-reset': reset,
    'x-ratelimit-resource': resource,
  };
  if (kind === 'graphql') return { status: 200, headers, body: { errors: [{ type: 'RATE_LIMITED', message }] } };
  const documentation = 'https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api';
  return { status, headers, body: { message, documentation_url: documentation, status: String(status) } };
}

const wordings = {
  secondary: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
  abuse: 'You have triggered an abuse detection mechanism. Please wait a few minutes before you try again.',
  plain: 'Too many requests. Please slow down.',
};

export function secondaryReply(fault: Extract<Fault, { kind: 'secondary' }>, now: number): Reply {
  const { status = 403, retryAfter, wording = 'secondary', labelled = false } = fault;
  const message = wordings[wording];
  const after = retryAfter === 'date' ? new Date(now + 60_000).toUTCString() : retryAfter;
  const headers = after === undefined ? {} : { 'retry-after': String(after) };
  if (status === 200)
    return { status, headers, body: { errors: [{ ...(labelled && { type: 'RATE_LIMITED' }), message }] } };
  const documentation =
    'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
  return { status, headers, body: { message, documentation_url: documentation } };
}

export function timeoutReply(status: number): Reply {
  if (status === 504) return htmlReply(status);
  const message =
    'Something went wrong while executing your query. This may be the result of a timeout, or it could be a GitHub bug. ' +
    'Please include `0000:1111:2222` when reporting this issue.';
  return { status, headers: {}, body: { data: null, errors: [{ message }] } };
}

/** `reply` with one value gone and an error that names its place. */
export function partialReply(reply: Reply, fault: Extract<Fault, { kind: 'partial' }>): Reply {
  const body = structuredClone(reply.body) as { data?: unknown; errors?: unknown[] };
  const { path, type = 'SERVICE_UNAVAILABLE', message = 'Something went wrong while loading this.' } = fault;
  let place: unknown = body.data;
  for (const step of path.slice(0, -1)) place = (place as Record<string | number, unknown> | undefined)?.[step];
  const last = path.at(-1);
  if (typeof place === 'object' && place !== null && last !== undefined) Object.assign(place, { [last]: null });
  return { ...reply, body: { ...body, errors: [...(body.errors ?? []), { type, path, message }] } };
}

export function resetOf(fault: Extract<Fault, { kind: 'primary' }>, now: number, budget: Budget): string {
  if (fault.reset !== undefined) return fault.reset;
  return String(fault.resetIn === undefined ? budget.reset : Math.ceil(now / 1000) + fault.resetIn);
}
