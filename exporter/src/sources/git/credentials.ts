import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { SourceError } from '../errors.ts';
import type { GitSettings } from '../history/command.ts';
import { protocols, tokenSettings } from '../history/token.ts';
import type { SourceEnvironment } from '../source.ts';
import type { GitConfiguration } from './schema.ts';

const ssh = 'ssh -o BatchMode=yes';

/**
 * How git proves who it is, by environment only. The token is bound to the host of the address: one that redirects
 * elsewhere does not carry it along. Secrets are read anew for each pull, so that they can be changed while we run.
 */
export async function credentials(
  configuration: GitConfiguration,
  environment: SourceEnvironment
): Promise<GitSettings> {
  const variables: Record<string, string> = { ...protocols, GIT_SSH_COMMAND: ssh };
  if (configuration.ssh_key_file !== undefined) {
    variables['WAYMARK_GIT_KEY'] = resolve(environment.configDirectory, configuration.ssh_key_file);
    variables['GIT_SSH_COMMAND'] = `${ssh} -o IdentitiesOnly=yes -i "$WAYMARK_GIT_KEY"`;
  }
  const token = await tokenOf(configuration, environment);
  if (token === undefined || !/^https?:/i.test(configuration.git)) return { variables };
  const byToken = tokenSettings(configuration.git, configuration.username, token);
  return { ...byToken, variables: { ...variables, ...byToken.variables } };
}

async function tokenOf(
  { token_env, token_file }: GitConfiguration,
  environment: SourceEnvironment
): Promise<string | undefined> {
  if (token_env === undefined && token_file === undefined) return undefined;
  const token =
    token_env !== undefined
      ? environment.secret(token_env)
      : await readFile(resolve(environment.configDirectory, token_file ?? ''), 'utf8').catch((cause: unknown) => {
          throw new SourceError(
            'unauthorized',
            'The file that token_file names cannot be read: check its path and its rights',
            { cause }
          );
        });
  const trimmed = token?.trim() ?? '';
  if (trimmed === '' || /[\r\n]/.test(trimmed)) {
    const key = token_env === undefined ? 'file that token_file names' : 'environment variable that token_env names';
    throw new SourceError('unauthorized', `The ${key} holds no token: it must be one line of text`);
  }
  return trimmed;
}
