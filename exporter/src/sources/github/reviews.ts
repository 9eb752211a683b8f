import type { Actor } from './answers.ts';
import type { PullAnswer } from './graphql/pulls.ts';

export type Reviewed = { readonly firstReviewAt?: number; readonly approvedAt?: number; readonly reviewRounds: number };

/**
 * What other humans said before the merge: their first review, their first approval, and how often they looked anew. A
 * round begins with the first review and with each one of another commit than the round before. Bots and the author
 * count for nothing; nor does a deleted account where the author's is deleted, too, for it may be the same.
 */
export function reviewedBy(
  { reviews, author, mergedAt }: Pick<PullAnswer, 'reviews' | 'author' | 'mergedAt'>,
  isBot: (actor: Actor) => boolean
): Reviewed {
  const others = reviews.nodes
    .flatMap((review) => (review.submittedAt === null ? [] : [{ ...review, at: review.submittedAt }]))
    .filter(({ author: by, at }) => !isBot(by) && by?.login !== author?.login && at <= (mergedAt ?? Infinity))
    .sort((a, b) => a.at - b.at);
  let rounds = 0;
  let last: string | undefined;
  for (const { commit } of others) {
    // A commit that a force push threw away is not known any more: nothing says that it was another one.
    const seen = commit?.oid ?? last;
    if (rounds === 0 || seen !== last) rounds++;
    last = seen;
  }
  const first = others[0]?.at;
  const approved = others.find(({ state }) => state === 'APPROVED')?.at;
  return {
    ...(first !== undefined && { firstReviewAt: first }),
    ...(approved !== undefined && { approvedAt: approved }),
    reviewRounds: rounds,
  };
}
