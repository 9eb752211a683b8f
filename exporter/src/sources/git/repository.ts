import { open, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SourceError } from '../errors.ts';
import type { SourceEnvironment } from '../source.ts';
import { type WebPages, isRemote, webPages } from './address.ts';
import { freshClone } from './clone.ts';
import { type GitCall, GitFailure, decoded, gitOutput, gitText, inherited } from './command.ts';
import { credentials } from './credentials.ts';
import { readingError } from './failure.ts';
import type { GitConfiguration } from './schema.ts';

/** A repository of this machine that is only read: one of the user's, or our clone of a remote. */
export type Repository = {
  /** What the user calls it, for messages. */
  readonly place: string;
  /** Set where it is our clone, which may be made anew. */
  readonly clone?: string;
  /** A branch (`refs/heads/main`, which need not exist) or a commit; absent where HEAD names nothing. */
  readonly head?: string;
  readonly web?: WebPages;
  /** What git says there, as latin1. */
  readonly text: (args: readonly string[], input?: readonly string[]) => Promise<string>;
  readonly output: (args: readonly string[], input?: readonly string[]) => AsyncGenerator<string, void, undefined>;
};

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
  const origin = local === 'bundle' ? path : address;
  const clone = await freshClone({
    address: origin,
    cacheDirectory: environment.cacheDirectory,
    filter,
    call: fetching,
  });
  const web = webPages(address);
  const repository = reader(clone.directory, address, call);
  refuseShallow(await repository.text(['rev-parse', '--is-shallow-repository']), address);
  return {
    ...repository,
    clone: clone.directory,
    ...(clone.head !== undefined && { head: clone.head }),
    ...(web && { web }),
  };
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

function reader(directory: string, place: string, call: GitCall): Repository {
  const at = (args: readonly string[]) => ['--git-dir', directory, ...args];
  return {
    place,
    text: (args, input = []) => gitText(at(args), { ...call, input }),
    output: (args, input = []) => gitOutput(at(args), { ...call, input }),
  };
}

/** `shallow` is git's word for it. */
function refuseShallow(shallow: string, place: string): void {
  if (shallow.trim() !== 'true') return;
  throw new SourceError(
    'unexpected_response',
    `${place} is a shallow clone: without its older commits lead times would be wrong. Run \`git fetch --unshallow\` in it, or give the address it was cloned from`
  );
}
