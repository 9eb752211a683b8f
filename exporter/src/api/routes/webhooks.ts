import type { IncomingHttpHeaders } from 'node:http';
import { raw, type RequestHandler } from 'express';
import type { Receipt as Answer } from '../contract.ts';
import { ApiError } from '../errors.ts';
import type { Receipt, Services } from '../services.ts';

/**
 * GitHub sends up to 25 MB, yet only a push of thousands of commits comes near a few. A body is held before its signature
 * can be checked, so what strangers can make us hold is kept small; what is too large comes with the next pull.
 */
const mostBytes = 5 * 1024 * 1024;

const refusals: Readonly<Record<Exclude<Receipt, Answer['status']>, readonly [status: number, detail: string]>> = {
  unsigned: [401, 'The signature does not fit: give GitHub and webhook_secret_env (or _file) the same secret.'],
  unknown: [404, 'No source takes webhooks here: set webhook_secret_env of a github source.'],
  refused: [400, 'The payload was not understood; the next pull brings what it says.'],
  unavailable: [503, 'It cannot be taken just now: deliver it again, or leave it to the next pull.'],
};

/** `POST /webhooks/github`: signed, so it needs no token. The body goes to the sources as it came, and nowhere else. */
export function webhooks(services: Services): RequestHandler[] {
  return [
    // Whatever it calls itself: the signature is over the bytes. Compressed bodies, which GitHub never sends, get a 415.
    raw({ type: () => true, limit: mostBytes, inflate: false }),
    async (request, response) => {
      const body: unknown = request.body;
      const receipt = await services.receive('github', {
        headers: single(request.headers),
        body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
      });
      if (receipt === 'stored' || receipt === 'repeated' || receipt === 'ignored') {
        response.json({ status: receipt } satisfies Answer);
        return;
      }
      const [status, detail] = refusals[receipt];
      throw new ApiError(status, detail);
    },
  ];
}

function single(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  );
}
