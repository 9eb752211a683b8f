import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SourceError } from '../errors.ts';
import { GitFailure, inherited } from '../history/command.ts';
import { type Repository, openClone } from '../history/repository.ts';
import { tokenSettings } from '../history/token.ts';
import { digest } from './cursor.ts';
import type { Visit } from './visit.ts';

/** The clone of a repository, as fresh as that is. Throws SourceError. */
export async function cloneOf({ client, environment, origin, repository, signal }: Visit): Promise<Repository> {
  const reading = { signal, inherited: inherited(environment.secret) };
  const address = `${repository.url}.git`;
  const token = await client.token(signal);
  return openClone(
    {
      address,
      cacheDirectory: join(environment.cacheDirectory, digest(repository.id)),
      filter: origin.split ? 'blob:none' : 'tree:0',
      call: { ...reading, ...tokenSettings(address, undefined, token) },
    },
    repository.url,
    reading
  );
}

/**
 * Keeps a list of ids as an object of the clone, so that a cursor can name it in few words. Undefined where it is not
 * there any more: then everything is read again.
 */
export async function keep(clone: Repository, ids: readonly string[]): Promise<string> {
  return (await clone.text(['hash-object', '-w', '--stdin'], ids)).trim();
}

export async function kept(clone: Repository, name: string | undefined): Promise<readonly string[] | undefined> {
  if (name === undefined) return undefined;
  const [line = ''] = (await clone.text(['cat-file', '--batch-check'], [name])).split('\n');
  if (!line.includes(' blob ')) return undefined;
  return (await clone.text(['cat-file', 'blob', name])).split('\n').filter((id) => id !== '');
}

/** What cannot be read of a clone can be fetched again. */
export async function brokenClone(error: unknown, { clone, place }: Repository): Promise<unknown> {
  if (!(error instanceof GitFailure) || clone === undefined) return error;
  await rm(clone, { recursive: true, force: true });
  const message = `The clone of ${place} was broken: the next pull makes it anew`;
  return new SourceError('unavailable', message, { cause: error });
}
