import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SourceError } from '../errors.ts';
import type { SourceEnvironment } from '../source.ts';
import { type AppKey, installationTokens, type TokenSource } from './app.ts';
import type { Clock } from './clock.ts';
import type { GithubConfiguration } from './schema.ts';

/** How a source proves who it is. */
export type Credential = TokenSource & {
  /** Says where the secret comes from, and is none: the same for all who share its budget. */
  readonly identity: string;
};

/** The credential that an entry names. Nothing is read or asked before the first token is. */
export function credentialOf(
  configuration: Pick<GithubConfiguration, 'app' | 'token_env' | 'token_file' | 'api_url'>,
  environment: Pick<SourceEnvironment, 'secret' | 'configDirectory'>,
  clock: Clock
): Credential {
  const { app, token_env, token_file, api_url } = configuration;
  const secret = (name: string, variable: string | undefined, file: string | undefined) => () =>
    secretOf(name, variable, file, environment);
  if (app === undefined) {
    const read = secret('token', token_env, token_file);
    return { identity: `token ${place(token_env, token_file, environment)}`, ...personalToken(read) };
  }
  const key: AppKey = {
    id: app.id,
    installation: app.installation_id,
    privateKey: secret('private_key', app.private_key_env, app.private_key_file),
  };
  return { identity: `app ${key.id} ${key.installation}`, ...installationTokens(key, api_url, clock) };
}

function personalToken(read: () => Promise<string>): TokenSource {
  let expiresAt: number | undefined;
  return {
    token: read,
    renew: async (refused) => (await read()) !== refused,
    expiresAt: () => expiresAt,
    note(headers) {
      const time = expiryTime(headers['github-authentication-token-expiration']);
      if (time !== undefined) expiresAt = time;
    },
  };
}

/** `2027-05-17 21:01:40 UTC` or `2027-05-17 21:01:40 -0700`. */
function expiryTime(header: string | number | undefined): number | undefined {
  const [, date, time, zone] = /^(\S+) (\S+) (UTC|[+-]\d{4})$/.exec(String(header ?? '')) ?? [];
  if (date === undefined || time === undefined || zone === undefined) return undefined;
  const parsed = Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone.replace(/(..)$/, ':$1')}`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function place(
  variable: string | undefined,
  file: string | undefined,
  { configDirectory }: Pick<SourceEnvironment, 'configDirectory'>
): string {
  return variable ?? resolve(configDirectory, file ?? '');
}

/** A secret by its variable or file, read anew each time. Throws SourceError where there is none. */
export async function secretOf(
  name: string,
  variable: string | undefined,
  file: string | undefined,
  environment: Pick<SourceEnvironment, 'secret' | 'configDirectory'>
): Promise<string> {
  const value =
    variable === undefined
      ? await readFile(resolve(environment.configDirectory, file ?? ''), 'utf8').catch((cause: unknown) => {
          const message = `The file that ${name}_file names cannot be read: check its path and its rights`;
          throw new SourceError('unauthorized', message, { cause });
        })
      : environment.secret(variable);
  const trimmed = value?.trim() ?? '';
  if (trimmed !== '') return trimmed;
  const holder = variable === undefined ? `file that ${name}_file` : `environment variable that ${name}_env`;
  throw new SourceError('unauthorized', `The ${holder} names holds nothing: put the secret there`);
}
