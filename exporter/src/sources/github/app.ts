import { request } from '@octokit/request';
import { RequestError } from '@octokit/request-error';
import githubAppJwt from 'universal-github-app-jwt';
import { z } from 'zod';
import { hour, second } from '#domain/window.ts';
import { SourceError } from '../errors.ts';
import { time } from './answers.ts';
import type { Clock } from './clock.ts';
import { readAnswer } from './failure.ts';
import { agent, apiVersion, timeout } from './http.ts';
import { limitOf } from './limits.ts';

/** Where tokens come from. What it gives is secret. */
export type TokenSource = {
  /** Good for the moment; secrets are read anew, so that they can be changed while we run. */
  readonly token: (signal: AbortSignal) => Promise<string>;
  /** The server refused this token. True where there is another one to try. */
  readonly renew: (refused: string, signal: AbortSignal) => Promise<boolean>;
  /** Milliseconds since 1970, as far as known. An app's token ends within the hour, and is renewed before. */
  readonly expiresAt: () => number | undefined;
  /** Every answer is shown here: the end of a personal token stands in its headers only. */
  readonly note: (headers: Readonly<Record<string, string | number | undefined>>) => void;
};

export type AppKey = {
  readonly id: number | string;
  readonly installation: number;
  readonly privateKey: () => Promise<string>;
};

/** An installation token lives an hour; a page that is asked for in its last minutes must still be answered. */
const margin = hour / 12;
const tokenAnswer = z.object({ token: z.string(), expires_at: time });

/**
 * The tokens of one installation of a GitHub App: made with the app's private key, kept until shortly before they end.
 * The clock of this machine may be wrong, so a refused token is replaced as well.
 */
export function installationTokens(key: AppKey, apiUrl: string, clock: Clock): TokenSource {
  let current: z.output<typeof tokenAnswer> | undefined;

  async function fresh(signal: AbortSignal): Promise<string> {
    const bearer = await webToken(key, clock);
    try {
      const { data } = await request('POST /app/installations/{installation_id}/access_tokens', {
        baseUrl: apiUrl,
        installation_id: key.installation,
        headers: { authorization: `Bearer ${bearer}`, 'user-agent': agent, 'x-github-api-version': apiVersion },
        request: { signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]) },
      });
      current = readAnswer(tokenAnswer, data, `a token for installation ${key.installation}`);
      return current.token;
    } catch (error) {
      signal.throwIfAborted();
      throw refusal(error, key, clock.now()) ?? error;
    }
  }

  return {
    async token(signal) {
      const good = current !== undefined && current.expires_at - margin > clock.now();
      return good && current ? current.token : fresh(signal);
    },
    async renew(refused, signal) {
      return current?.token !== refused || (await fresh(signal)) !== refused;
    },
    expiresAt: () => current?.expires_at,
    note: () => undefined,
  };
}

async function webToken({ id, privateKey: read }: AppKey, clock: Clock): Promise<string> {
  const privateKey = await read();
  try {
    return (await githubAppJwt({ id, privateKey, now: Math.floor(clock.now() / second) })).token;
  } catch {
    // What the crypto library says could hold a part of the key.
    throw new SourceError(
      'unauthorized',
      'The private key of the GitHub App cannot be read: it must be the whole PEM file that GitHub gave for it'
    );
  }
}

/** Undefined for what may pass: the server's own trouble, and its limits. */
function refusal(error: unknown, { id, installation }: AppKey, now: number): SourceError | undefined {
  if (!(error instanceof RequestError) || !error.response || limitOf(error.response, now, 0)) return undefined;
  const { status } = error;
  const app = `GitHub App ${id}`;
  if (status === 401) {
    return new SourceError(
      'unauthorized',
      `GitHub does not accept the key of ${app}: check app.id, the private key, and that the clock of this machine is right`
    );
  }
  if (status === 404) {
    return new SourceError(
      'unauthorized',
      `${app} has no installation ${installation}: install it for the owner, and take installation_id from the address of its settings`
    );
  }
  if (status === 403) {
    return new SourceError(
      'unauthorized',
      `Installation ${installation} of ${app} may not be used: see whether it is suspended in the owner's settings`
    );
  }
  return undefined;
}
