import type { ProposalFact } from '#domain/facts.ts';
import type { PullAnswer } from './graphql/pulls.ts';
import type { Origin, Reading } from './reading.ts';

/** A pull request from its opening to its end, whatever branch it is for. */
export function proposalFact(
  pull: Pick<
    PullAnswer,
    'id' | 'number' | 'createdAt' | 'closedAt' | 'mergedAt' | 'author' | 'url' | 'closingIssuesReferences'
  >,
  { repository }: Origin,
  { isBot }: Reading
): ProposalFact {
  const closedAt = pull.mergedAt ?? pull.closedAt;
  const workItems = pull.closingIssuesReferences.nodes.map(({ id }) => id);
  return {
    fact: 'proposal',
    repository,
    id: pull.id,
    number: pull.number,
    openedAt: pull.createdAt,
    ...(closedAt !== null && { closedAt }),
    workItems,
    bot: isBot(pull.author),
    url: pull.url,
  };
}
