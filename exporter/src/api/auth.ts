import type { IncomingMessage } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { ApiError } from './errors.ts';

/** Read anew at each request, so that a token can be changed while we run. */
export type Auth = { readonly readToken?: () => string; readonly writeToken?: () => string };

const open = new Set(['/healthz', '/readyz']);
const loopback = /^(?:localhost|[^:[\]]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * With a read token everything but the two probes needs it, or the write token. Without one, reads are open on
 * loopback only (main sees to that at start), and only under a name of this machine: else any web page could read
 * us through a visitor's browser, by a name of its own that points here.
 */
export function auth({ readToken, writeToken }: Auth): RequestHandler {
  return (request, _response, next) => {
    if (open.has(request.path)) {
      next();
      return;
    }
    if (readToken === undefined) {
      const host = request.headers.host;
      if (host !== undefined && !loopback.test(host)) {
        throw new ApiError(
          403,
          'Without a read token only local names are answered: ask for localhost, or set auth.read_token_env.'
        );
      }
      next();
      return;
    }
    const given = bearer(request);
    const allowed = [readToken(), ...(writeToken === undefined ? [] : [writeToken()])];
    // Every token is compared, so that the time taken tells nothing.
    const matches = given === undefined ? [] : allowed.filter((token) => same(token, given));
    if (matches.length === 0) throw unauthorised(given);
    next();
  };
}

/** Writes need the write token, always: where none is set, nothing can be written. */
export function writing({ readToken, writeToken }: Auth): RequestHandler {
  return (request, _response, next) => {
    if (writeToken === undefined) {
      throw new ApiError(403, 'Nothing can be written here: set auth.write_token_env (or _file) to allow it.');
    }
    const given = bearer(request);
    if (given === undefined || !same(writeToken(), given)) {
      const reads = given !== undefined && readToken !== undefined && same(readToken(), given);
      if (reads) throw new ApiError(403, 'This token may only read: writing needs the write token.');
      throw unauthorised(given);
    }
    next();
  };
}

function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
}

function unauthorised(given: string | undefined): ApiError {
  const detail = `This needs the header Authorization: Bearer, with a ${given === undefined ? '' : 'right '}token.`;
  return new ApiError(401, detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

function same(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
