import type { ChangeFact } from '#domain/facts.ts';
import type { PullAnswer } from './graphql/pulls.ts';
import type { Origin, Reading } from './reading.ts';
import { mendedNumber } from './hotfix.ts';
import { reviewedBy } from './reviews.ts';

/** A merged pull request. Undefined where it is not merged, or its commit has gone. */
export function changeFact(pull: PullAnswer, origin: Origin, reading: Reading): ChangeFact | undefined {
  const { mergeCommit, mergedAt, createdAt: openedAt } = pull;
  if (mergeCommit === null || mergedAt === null) return undefined;
  const { repository, split } = origin;
  const firstCommitAt = firstCommit(pull);
  const readyAt = lastReady(pull, mergedAt);
  const reverts = revertedNumber(pull, repository);
  const mends = mendedNumber(pull, repository);
  const labels = pull.labels.nodes.map(({ name }) => name);
  const workItems = pull.closingIssuesReferences.nodes.map(({ id }) => id);
  return {
    fact: 'change',
    repository,
    id: pull.id,
    kind: 'pull',
    number: pull.number,
    sha: mergeCommit.oid,
    authoredAt: mergeCommit.authoredDate,
    ...(firstCommitAt !== undefined && { firstCommitAt }),
    openedAt,
    ...(readyAt !== undefined && { readyAt }),
    ...reviewedBy(pull, reading.isBot),
    lines: linesOf(pull, reading.isGenerated),
    labels,
    ...(pull.milestone !== null && { milestone: pull.milestone.title }),
    // None is an answer too: a change that names no work is unlinked, not unknown.
    workItems,
    ...(reverts !== undefined && { revertsNumber: reverts }),
    ...(mends !== undefined && { mendsNumber: mends }),
    mergedAt,
    bot: reading.isBot(pull.author),
    url: pull.url,
    ...(split && { paths: pull.files?.nodes.map(({ path }) => path) ?? [] }),
  };
}

/** As it was authored, however long before the opening: a clone of the same history says the same. */
function firstCommit({ commits }: PullAnswer): number | undefined {
  const times = commits.nodes.map(({ commit }) => commit.authoredDate);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** One that was opened as a draft has this event only; one that never was a draft has none. */
function lastReady({ timelineItems }: PullAnswer, mergedAt: number): number | undefined {
  const times = timelineItems.nodes
    .filter(({ __typename, createdAt }) => __typename === 'ReadyForReviewEvent' && createdAt <= mergedAt)
    .map(({ createdAt }) => createdAt);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Without what machines wrote, where the configuration names it. */
function linesOf({ files, additions, deletions }: PullAnswer, isGenerated: (path: string) => boolean): number {
  if (files === undefined) return additions + deletions;
  return files.nodes
    .filter(({ path }) => !isGenerated(path))
    .reduce((sum, file) => sum + file.additions + file.deletions, 0);
}

/**
 * The pull request that this one takes back. GitHub's button writes `Reverts owner/repo#N` into the text and names the
 * branch `revert-N-…`; people write `Reverts #N`.
 */
function revertedNumber({ title, body, headRefName }: PullAnswer, repository: string): number | undefined {
  const named = /^[^\S\n]*(?:This )?reverts[:\s]+(?:([\w.-]+\/[\w.-]+))?#(\d{1,9})\b/im.exec(body);
  const same = named?.[1] === undefined || named[1].toLowerCase() === repository.toLowerCase();
  if (named && same) return Number(named[2]);
  const branch = /^revert "/i.test(title) ? /^revert-(\d{1,9})-/.exec(headRefName)?.[1] : undefined;
  return branch === undefined ? undefined : Number(branch);
}
