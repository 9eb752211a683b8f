import type { ChangeFact, CommitFact, DeploymentFact, Fact, FactKind, PullHeadFact } from '#domain/facts.ts';
import type { Statement } from './database.ts';
import { upsertStatements } from './upsert.ts';
import type { Table } from './upsert.ts';

type Context = { readonly repository: number; readonly pull: number };

const time = (value: number): number => Math.round(value);
const maybeTime = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value));

const commits: Table<CommitFact, Context> = {
  name: 'commits',
  key: ['repository', 'sha'],
  columns: {
    repository: (_, { repository }) => repository,
    sha: ({ sha }) => sha,
    parents: ({ parents }) => parents.join(' '),
    authored_at: ({ authoredAt }) => time(authoredAt),
    committed_at: ({ committedAt }) => time(committedAt),
    reverts: ({ reverts }) => reverts.join(' '),
  },
};

const pullHeads: Table<PullHeadFact, Context> = {
  name: 'pull_heads',
  key: ['repository', 'number'],
  columns: {
    repository: (_, { repository }) => repository,
    number: ({ number }) => number,
    sha: ({ sha }) => sha,
    pull: (_, { pull }) => pull,
  },
};

const changes: Table<ChangeFact, Context> = {
  name: 'changes',
  key: ['repository', 'id'],
  columns: {
    repository: (_, { repository }) => repository,
    id: ({ id }) => id,
    kind: ({ kind }) => kind,
    number: ({ number }) => number ?? null,
    sha: ({ sha }) => sha,
    authored_at: ({ authoredAt }) => time(authoredAt),
    given_first_commit_at: ({ firstCommitAt }) => maybeTime(firstCommitAt),
    opened_at: ({ openedAt }) => maybeTime(openedAt),
    first_review_at: ({ firstReviewAt }) => maybeTime(firstReviewAt),
    merged_at: ({ mergedAt }) => time(mergedAt),
    bot: ({ bot }) => (bot ? 1 : 0),
    title: ({ title }) => title ?? null,
    url: ({ url }) => url ?? null,
    paths: ({ paths }) => paths?.join('\n') ?? null,
    pull: (_, { pull }) => pull,
  },
};

const deployments: Table<DeploymentFact, Context> = {
  name: 'deployments',
  key: ['repository', 'id'],
  columns: {
    repository: (_, { repository }) => repository,
    id: ({ id }) => id,
    service: ({ service }) => service,
    environment: ({ environment }) => environment,
    production: ({ production }) => (production ? 1 : 0),
    version: ({ version }) => version,
    sha: ({ sha }) => sha,
    started_at: ({ startedAt }) => time(startedAt),
    finished_at: ({ finishedAt }) => time(finishedAt),
    outcome: ({ outcome }) => outcome,
    url: ({ url }) => url ?? null,
    pull: (_, { pull }) => pull,
  },
};

/**
 * Upserts by natural key: what the link step derived stays, a repeat changes nothing that shows, and of two facts with
 * one key the later wins. `pull` is the number that beginPull gave. Goes into one write with the batch's cursor.
 */
export function factStatements(ids: (repository: string) => number, facts: readonly Fact[], pull: number): Statement[] {
  const contexts = new Map<string, Context>();
  const contextOf = ({ repository }: Fact): Context => {
    let context = contexts.get(repository);
    if (context === undefined) contexts.set(repository, (context = { repository: ids(repository), pull }));
    return context;
  };
  const written = [
    ...upsertStatements(
      commits,
      facts.filter((fact) => fact.fact === 'commit'),
      contextOf
    ),
    ...upsertStatements(
      pullHeads,
      facts.filter((fact) => fact.fact === 'pull_head'),
      contextOf
    ),
    ...upsertStatements(
      changes,
      facts.filter((fact) => fact.fact === 'change'),
      contextOf
    ),
    ...upsertStatements(
      deployments,
      facts.filter((fact) => fact.fact === 'deployment'),
      contextOf
    ),
  ];
  const revised = [...contexts.values()].map(({ repository }): Statement => [
    'UPDATE repositories SET revision = revision + 1 WHERE id = $1',
    [repository],
  ]);
  return [...written, ...revised];
}

const swept: Readonly<Record<FactKind, string | undefined>> = {
  // A commit that no ref names any more harms nothing, and may come back.
  commit: undefined,
  pull_head: 'pull_heads',
  change: 'changes',
  deployment: 'deployments',
};

/** Deletes what the origin no longer has: the rows of a kind that this pull has not given. Goes after its last facts. */
export function sweepStatements(repository: number, kind: FactKind, pull: number): Statement[] {
  const table = swept[kind];
  if (table === undefined) return [];
  const gone = `FROM ${table} WHERE repository = $1 AND pull < $2`;
  return [
    [`UPDATE repositories SET revision = revision + 1 WHERE id = $1 AND EXISTS (SELECT 1 ${gone})`, [repository, pull]],
    [`DELETE ${gone}`, [repository, pull]],
  ];
}
