import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type GitCall, GitFailure, decoded, gitText } from './command.ts';
import { remoteError } from './failure.ts';

export type Remote = {
  readonly address: string;
  /** Where the clone is kept: ours alone, safe to delete. */
  readonly cacheDirectory: string;
  /** What the clone leaves out, where the server can. */
  readonly filter: 'tree:0' | 'blob:none';
  readonly call: GitCall;
};

/** A clone as fresh as its origin. `head` is what the remote's HEAD names: a branch, or a commit; absent where it names nothing. */
export type Clone = { readonly directory: string; readonly head?: string };

const refspecs = [
  '+refs/heads/*:refs/heads/*',
  '+refs/tags/*:refs/tags/*',
  '+refs/pull/*/head:refs/pull/*/head',
  '+refs/merge-requests/*/head:refs/merge-requests/*/head',
];
const detached = 'refs/waymark/head';

/**
 * Brings the bare clone of a remote up to date, or makes it. A clone that cannot be brought up to date while its remote
 * answers is broken (a lost disk, a killed fetch's locks): it is made anew. What takes its place is complete, for it
 * gets its name last. Throws SourceError.
 */
export async function freshClone(remote: Remote): Promise<Clone> {
  try {
    return await update(remote);
  } catch (error) {
    throw remoteError(error, remote.address);
  }
}

async function update({ address, cacheDirectory, filter, call }: Remote): Promise<Clone> {
  const listed = await gitText(['ls-remote', '--symref', '--', address, 'HEAD', 'refs/heads/*'], call);
  const head = headOf(listed);
  const wanted = head === detached ? [...refspecs, `+HEAD:${detached}`] : refspecs;
  // The name says what it is a clone of, so that another address or filter never meets an old clone.
  const name = `${createHash('sha256').update(`${filter} ${address}`).digest('hex').slice(0, 16)}.git`;
  const directory = join(cacheDirectory, name);
  const clone = { directory, ...(head !== undefined && { head }) };

  if (await stat(directory).catch(() => undefined)) {
    try {
      await fetchInto(directory, wanted, call);
      await removeOthers(cacheDirectory, name);
      return clone;
    } catch (error) {
      if (!(error instanceof GitFailure)) throw error;
    }
  }
  await mkdir(cacheDirectory, { recursive: true, mode: 0o700 });
  await chmod(cacheDirectory, 0o700);
  const incoming = await mkdtemp(join(cacheDirectory, 'incoming-'));
  try {
    const format = /^[0-9a-f]{64}\t/m.test(listed) ? 'sha256' : 'sha1';
    await gitText(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, incoming], call);
    await gitText(['--git-dir', incoming, 'config', 'remote.origin.url', address], call);
    await fetchInto(incoming, wanted, call, filter);
    await rm(directory, { recursive: true, force: true });
    await rename(incoming, directory);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
  await removeOthers(cacheDirectory, name);
  return clone;
}

async function fetchInto(directory: string, wanted: readonly string[], call: GitCall, filter?: string): Promise<void> {
  const fetch = (...options: string[]) =>
    gitText(
      [
        '--git-dir',
        directory,
        'fetch',
        '--quiet',
        '--prune',
        '--no-tags',
        '--no-write-fetch-head',
        // Else git leaves out in silence what a shallow origin cuts off; so the clone becomes shallow and is refused.
        '--update-shallow',
        ...options,
        'origin',
        ...wanted,
      ],
      call
    );
  if (filter === undefined) {
    await fetch();
    return;
  }
  try {
    await fetch(`--filter=${filter}`);
  } catch (error) {
    // A server that knows filters and allows none refuses; one that does not know them sends everything.
    if (!(error instanceof GitFailure) || !error.words.includes('filter')) throw error;
    await gitText(['--git-dir', directory, 'config', '--unset-all', 'remote.origin.partialclonefilter'], call).catch(
      () => ''
    );
    await gitText(['--git-dir', directory, 'config', '--unset-all', 'remote.origin.promisor'], call).catch(() => '');
    await fetch();
  }
}

/** `refs/heads/main`, or our own ref for a HEAD that stands on a commit. */
function headOf(listed: string): string | undefined {
  const symbolic = /^ref: (refs\/heads\/\S+)\tHEAD$/m.exec(listed)?.[1];
  return symbolic !== undefined ? decoded(symbolic) : /^[0-9a-f]+\tHEAD$/m.test(listed) ? detached : undefined;
}

/** Clones of other addresses, and what a killed process began. */
async function removeOthers(cacheDirectory: string, name: string): Promise<void> {
  for (const entry of await readdir(cacheDirectory)) {
    if (entry !== name && /^(?:[0-9a-f]{16}\.git|incoming-.*)$/.test(entry)) {
      await rm(join(cacheDirectory, entry), { recursive: true, force: true });
    }
  }
}
