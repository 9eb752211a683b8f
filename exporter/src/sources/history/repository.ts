import { SourceError } from '../errors.ts';
import { type WebPages, webPages } from './address.ts';
import { type Remote, freshClone } from './clone.ts';
import { type GitCall, gitOutput, gitText } from './command.ts';

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

/**
 * The clone of a remote, as fresh as that is. Reading it later asks the network for nothing, so `reading` holds no
 * credential. Throws SourceError; refuses histories that are cut off.
 * @param place what the user calls it
 */
export async function openClone(remote: Remote, place: string, reading: GitCall): Promise<Repository> {
  const clone = await freshClone(remote);
  const web = webPages(place);
  const repository = reader(clone.directory, place, reading);
  refuseShallow(await repository.text(['rev-parse', '--is-shallow-repository']), place);
  return {
    ...repository,
    clone: clone.directory,
    ...(clone.head !== undefined && { head: clone.head }),
    ...(web && { web }),
  };
}

/** Reads what lies in a git directory. */
export function reader(directory: string, place: string, call: GitCall): Repository {
  const at = (args: readonly string[]) => ['--git-dir', directory, ...args];
  return {
    place,
    text: (args, input = []) => gitText(at(args), { ...call, input }),
    output: (args, input = []) => gitOutput(at(args), { ...call, input }),
  };
}

/** `shallow` is git's word for it. */
export function refuseShallow(shallow: string, place: string): void {
  if (shallow.trim() !== 'true') return;
  throw new SourceError(
    'unexpected_response',
    `${place} is a shallow clone: without its older commits lead times would be wrong. Run \`git fetch --unshallow\` in it, or give the address it was cloned from`
  );
}
