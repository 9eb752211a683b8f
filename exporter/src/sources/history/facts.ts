import type { ChangeFact, CommitFact, DeploymentFact } from '#domain/facts.ts';
import type { WebPages } from './address.ts';
import type { Commit } from './commits.ts';
import { pullNumber, revertedCommits } from './message.ts';

/** What all facts of one repository share. */
export type Origin = { readonly repository: string; readonly web?: WebPages | undefined };

export function commitFact({ repository }: Origin, commit: Commit): CommitFact {
  const { sha, parents, authoredAt, committedAt, message } = commit;
  return { fact: 'commit', repository, sha, parents, authoredAt, committedAt, reverts: revertedCommits(message) };
}

/** A commit of the default branch's first-parent line. A history does not tell bots from persons: none is one. */
export function changeFact({ repository, web }: Origin, commit: Commit): ChangeFact {
  const { sha, parents, authoredAt, committedAt, message } = commit;
  const number = pullNumber(message, parents.length);
  return {
    fact: 'change',
    repository,
    id: sha,
    kind: number === undefined ? 'commit' : 'pull',
    ...(number !== undefined && { number }),
    sha,
    authoredAt,
    mergedAt: committedAt,
    bot: false,
    ...(web && { url: web.commits + sha }),
  };
}

/** Where each merge is deployed: the commit itself, at its committer time. */
export function mergeDeployment(origin: Origin, environment: string, commit: Commit): DeploymentFact {
  const { sha, committedAt: at } = commit;
  return deploymentFact(origin, { id: sha, service: '', environment, production: true, version: '', sha, at });
}

export function deploymentFact(
  { repository, web }: Origin,
  {
    at,
    ...given
  }: Pick<DeploymentFact, 'id' | 'service' | 'environment' | 'production' | 'version' | 'sha'> & { at: number }
): DeploymentFact {
  return {
    fact: 'deployment',
    repository,
    ...given,
    startedAt: at,
    finishedAt: at,
    outcome: 'success',
    ...(web && { url: web.commits + given.sha }),
  };
}
