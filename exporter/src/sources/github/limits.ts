import { z } from 'zod';
import { hour, second } from '#domain/window.ts';

/** GitHub counts REST and GraphQL apart. */
export type Resource = 'core' | 'graphql';

export type RateLimit = {
  readonly limit: number;
  readonly remaining: number;
  /** Milliseconds since 1970. */
  readonly resetAt: number;
};

type Headers = Readonly<Record<string, string | number | undefined>>;
export type Answer = { readonly status: number; readonly headers: Headers; readonly data: unknown };

const minute = 60 * second;
/** A budget lasts an hour; clocks may differ a little. */
const longest = hour + 5 * minute;

const queried = z.object({
  data: z.object({ rateLimit: z.object({ limit: z.number(), remaining: z.number(), resetAt: z.iso.datetime() }) }),
});

/** What an answer says of the budget; undefined where the server has no limits (Enterprise Server). */
export function rateOf({ headers, data }: Pick<Answer, 'headers' | 'data'>, now: number): RateLimit | undefined {
  const limit = Number(headers['x-ratelimit-limit'] ?? NaN);
  const remaining = Number(headers['x-ratelimit-remaining'] ?? NaN);
  if (limit > 0 && remaining >= 0) return { limit, remaining, resetAt: resetTime(headers['x-ratelimit-reset'], now) };
  // Where something between takes the headers away, GraphQL says the same in the answer.
  const said = queried.safeParse(data).data?.data.rateLimit;
  return said && { ...said, resetAt: resetTime(Date.parse(said.resetAt) / second, now) };
}

/** A reset in seconds, or in milliseconds as some servers give it. One that cannot be is brought back to what can. */
export function resetTime(header: string | number | undefined, now: number): number {
  const given = Number(header ?? NaN);
  const at = given > 1e11 ? given : given * second;
  if (at > now && at <= now + longest) return at;
  return at > now ? now + hour : now + minute;
}

/**
 * Until when GitHub wants nothing more, if this answer says so. Primary: the hour's budget of that resource is used up;
 * else the secondary limit, which holds for all that the credential asks.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
 * @param tries how often this very request was limited before
 */
export function limitOf(
  answer: Answer,
  now: number,
  tries: number
): { readonly until: number; readonly primary: boolean } | undefined {
  if (!limited(answer)) return undefined;
  const { headers } = answer;
  const after = retryAfter(headers['retry-after'], now);
  if (after !== undefined) return { until: after, primary: false };
  if (usedUp(headers)) return { until: resetTime(headers['x-ratelimit-reset'], now), primary: true };
  return { until: now + Math.min(minute * 2 ** tries, hour), primary: false };
}

/** Without a header only the words tell a secondary limit; "abuse" is what older Enterprise Servers say. */
const words = /rate.limit|abuse/i;

function limited({ status, headers, data }: Answer): boolean {
  if (status === 429) return true;
  if (status === 403) {
    return usedUp(headers) || headers['retry-after'] !== undefined || words.test(texts(data, 'message').join(' '));
  }
  return (
    status === 200 && errorsOf(data).some((error) => texts(error, 'type', 'message').some((each) => words.test(each)))
  );
}

function usedUp(headers: Headers): boolean {
  return String(headers['x-ratelimit-remaining']) === '0';
}

/** Seconds or a date. */
function retryAfter(header: string | number | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const at = Number.isNaN(seconds) ? Date.parse(String(header)) : now + seconds * second;
  return at >= now ? Math.min(at, now + longest) : undefined;
}

function errorsOf(data: unknown): readonly unknown[] {
  const errors: unknown = typeof data === 'object' && data !== null && 'errors' in data ? data.errors : undefined;
  return Array.isArray(errors) ? errors : [];
}

function texts(value: unknown, ...keys: readonly string[]): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map<string, unknown>(Object.entries(value));
  return keys.map((key) => fields.get(key)).filter((each) => typeof each === 'string');
}
