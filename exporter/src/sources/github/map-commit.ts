import type { ChangeFact, CommitFact } from '#domain/facts.ts';
import { revertedCommits } from '../history/message.ts';
import type { Origin } from './reading.ts';

/** A commit of whatever branch, as the clone or the API tells it. */
export type Commit = {
  readonly sha: string;
  readonly parents: readonly string[];
  readonly authoredAt: number;
  readonly committedAt: number;
  readonly message: string;
};

export function commitFact(commit: Commit, { repository }: Origin): CommitFact {
  const { sha, parents, authoredAt, committedAt, message } = commit;
  return { fact: 'commit', repository, sha, parents, authoredAt, committedAt, reverts: revertedCommits(message) };
}

/** A commit of the default branch's first-parent line that no pull request brought there. */
export function directChange(
  { sha, authoredAt, committedAt }: Omit<Commit, 'message'>,
  { repository, url }: Origin
): ChangeFact {
  return {
    fact: 'change',
    repository,
    id: sha,
    kind: 'commit',
    sha,
    authoredAt,
    mergedAt: committedAt,
    bot: false,
    url: `${url}/commit/${sha}`,
  };
}
