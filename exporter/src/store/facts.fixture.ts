import type { ChangeDeployment, ChangeFact, CommitFact, DeploymentFact, Fact, IncidentFact } from '#domain/facts.ts';
import { repositoryStatements } from './coverage.ts';
import type { Database } from './database.ts';
import { factStatements } from './facts.ts';
import { repositoryId } from './repository-id.ts';

export const source = 'a-source';
export const idOf = (repository: string): number => repositoryId(source, repository);

export function commit(sha: string, more: Partial<CommitFact> = {}): CommitFact {
  return { fact: 'commit', repository: 'r', sha, parents: [], authoredAt: 1, committedAt: 2, reverts: [], ...more };
}

export function change(id: string, mergedAt: number, more: Partial<ChangeFact> = {}): ChangeFact {
  return {
    fact: 'change',
    repository: 'r',
    id,
    kind: 'commit',
    sha: id,
    authoredAt: mergedAt - 10,
    mergedAt,
    bot: false,
    ...more,
  };
}

export function deployment(id: string, finishedAt: number, more: Partial<DeploymentFact> = {}): DeploymentFact {
  return {
    fact: 'deployment',
    repository: 'r',
    id,
    service: '',
    environment: 'production',
    production: true,
    version: id,
    sha: id,
    startedAt: finishedAt,
    finishedAt,
    outcome: 'success',
    ...more,
  };
}

export function incident(id: string, openedAt: number, more: Partial<IncidentFact> = {}): IncidentFact {
  return { fact: 'incident', repository: 'r', id, service: '', openedAt, ...more };
}

export function shipped(change: string, mergedAt: number, deployment?: string, deployedAt?: number): ChangeDeployment {
  return {
    change,
    service: '',
    firstCommitAt: mergedAt - 10,
    mergedAt,
    bot: false,
    ...(deployment !== undefined && { deployment }),
    ...(deployedAt !== undefined && { deployedAt }),
    baseline: false,
  };
}

/** Stores facts with their repositories, as a pull does. */
export async function store(database: Database, facts: readonly Fact[], pull = 1): Promise<void> {
  const names = [...new Set(facts.map(({ repository }) => repository))];
  await database.write([
    ...repositoryStatements(
      source,
      names.map((name) => ({ name }))
    ),
    ...factStatements(idOf, facts, pull),
  ]);
}
