import { open, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SourceError } from '../errors.ts';
import { isRemote, webPages } from '../history/address.ts';
import { type GitCall, GitFailure, decoded, inherited } from '../history/command.ts';
import { readingError } from '../history/failure.ts';
import { type Repository, openClone, reader, refuseShallow } from '../history/repository.ts';
import type { SourceEnvironment } from '../source.ts';
import { credentials } from './credentials.ts';
import type { GitConfiguration } from './schema.ts';

/** Finds a local repository, or fetches a remote one. Throws SourceError; refuses histories that are cut off. */
export async function openRepository(
  configuration: GitConfiguration,
  environment: SourceEnvironment,
  filter: 'tree:0' | 'blob:none',
  signal: AbortSignal
): Promise<Repository> {
  const { git: address } = configuration;
  const call = { signal, inherited: inherited(environment.secret) };
  const path = resolve(environment.configDirectory, address);
  const local = isRemote(address) ? undefined : await kindOf(path, address);
  if (local !== undefined && local !== 'bundle') return openLocal(local, address, call);

  const fetching = { ...call, ...(await credentials(configuration, environment)) };
  const remote = { address: local === 'bundle' ? path : address, cacheDirectory: environment.cacheDirectory, filter };
  return openClone({ ...remote, call: fetching }, address, call);
}

/** The git directory behind a path, which is not looked for in the folders above: that would be another repository. */
async function kindOf(path: string, address: string): Promise<string> {
  const missing = (cause: unknown) =>
    new SourceError(
      'not_found',
      `There is nothing at ${address}: correct the path of the source, which starts beside the configuration file`,
      {
        cause,
      }
    );
  const found = await stat(path).catch((cause: unknown) => {
    throw missing(cause);
  });
  if (!found.isDirectory()) return kindOfFile(path, address);
  const inside = join(path, '.git');
  return (await stat(inside).catch(() => undefined)) ? inside : realpath(path);
}

async function kindOfFile(path: string, address: string): Promise<'bundle'> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16);
    if (/^# v\d git bundle/.test(buffer.toString('latin1'))) return 'bundle';
    throw noRepository(address);
  } finally {
    await file.close();
  }
}

function noRepository(address: string): SourceError {
  return new SourceError(
    'not_found',
    `${address} is no git repository: give the folder that holds .git, a bare repository or a bundle`
  );
}

async function openLocal(directory: string, address: string, call: GitCall): Promise<Repository> {
  const repository = reader(directory, address, call);
  const quiet = (args: readonly string[]) =>
    repository.text(args).then(
      (text) => text.trim(),
      (error: unknown) => {
        if (error instanceof GitFailure && typeof error.status === 'number') return undefined;
        throw readingError(error, address);
      }
    );
  const [shallow, symbolic, origin] = await Promise.all([
    quiet(['rev-parse', '--is-shallow-repository']),
    quiet(['symbolic-ref', '--quiet', 'HEAD']),
    quiet(['config', '--get', 'remote.origin.url']),
  ]);
  if (shallow === undefined) throw noRepository(address);
  refuseShallow(shallow, address);
  const head =
    symbolic === undefined ? await quiet(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']) : decoded(symbolic);
  const web = webPages(origin ?? '');
  return { ...repository, ...(head !== undefined && { head }), ...(web && { web }) };
}
