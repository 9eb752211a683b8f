import { SourceError } from '../errors.ts';
import { decoded } from './command.ts';
import type { Repository } from './repository.ts';

export type Ref = { readonly name: string; readonly sha: string };

export type Refs = {
  /** The tip of the default branch; absent in an empty repository. */
  readonly tip?: string;
  readonly branches: readonly Ref[];
  /** By their short names. The sha may be that of an annotated tag. */
  readonly tags: readonly Ref[];
  /** Pull and merge requests, by number. */
  readonly pulls: ReadonlyMap<number, string>;
};

const pull = /^refs\/(?:pull|merge-requests)\/(\d{1,10})\/head$/;
const tag = 'refs/tags/';

/** All refs, by one listing that opens no object. Throws SourceError where the branch is not there. */
export async function readRefs(repository: Repository, branch: string | undefined): Promise<Refs> {
  const listed = await repository.text(['for-each-ref', '--format=%(objectname) %(refname)']);
  const refs = decoded(listed)
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Ref => {
      const space = line.indexOf(' ');
      return { sha: line.slice(0, space), name: line.slice(space + 1) };
    });
  const tip = tipOf(repository, refs, branch);
  const pulls = new Map<number, string>();
  for (const { name, sha } of refs) {
    const number = pull.exec(name)?.[1];
    if (number !== undefined) pulls.set(Number(number), sha);
  }
  return {
    ...(tip !== undefined && { tip }),
    branches: refs.filter(({ name }) => /^refs\/(?:heads|remotes)\//.test(name)),
    tags: refs
      .filter(({ name }) => name.startsWith(tag))
      .map(({ name, sha }) => ({ name: name.slice(tag.length), sha })),
    pulls,
  };
}

function tipOf({ head, place }: Repository, refs: readonly Ref[], branch: string | undefined): string | undefined {
  const shaOf = (name: string) => refs.find((ref) => ref.name === name)?.sha;
  // Whole names: a tag may be called like the branch.
  const wanted =
    branch === undefined ? [] : [`refs/heads/${branch}`, `refs/remotes/${branch}`, `refs/remotes/origin/${branch}`];
  const detached = branch === undefined && head !== undefined && !head.startsWith('refs/') ? head : undefined;
  const tip =
    detached ??
    (branch === undefined && head !== undefined ? shaOf(head) : wanted.map(shaOf).find((sha) => sha !== undefined));
  // A repository without a commit is no error: one day it has some.
  if (tip !== undefined || !refs.some(({ name }) => name.startsWith('refs/heads/'))) return tip;
  throw new SourceError(
    'not_found',
    branch === undefined
      ? `HEAD of ${place} names a branch that does not exist: set branch to the one that holds what is merged`
      : `${place} has no branch ${branch}: correct branch, or leave it out to follow HEAD`
  );
}
