import type {
  ChangeFact,
  CommitFact,
  DeploymentFact,
  Fact,
  FactKind,
  IncidentFact,
  ProposalFact,
  PullHeadFact,
  RunFact,
  WorkItemFact,
} from '#domain/facts.ts';
import type { Statement } from './database.ts';
import { upsertStatements } from './upsert.ts';
import type { Table } from './upsert.ts';

type Context = { readonly repository: number; readonly pull: number };

const time = (value: number): number => Math.round(value);
const maybeTime = (value: number | undefined): number | null => (value === undefined ? null : Math.round(value));
const maybeLines = (values: readonly string[] | undefined): string | null => values?.join('\n') ?? null;

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
    paths: ({ paths }) => maybeLines(paths),
    ready_at: ({ readyAt }) => maybeTime(readyAt),
    approved_at: ({ approvedAt }) => maybeTime(approvedAt),
    review_rounds: ({ reviewRounds }) => reviewRounds ?? null,
    lines: ({ lines }) => lines ?? null,
    labels: ({ labels }) => maybeLines(labels),
    milestone: ({ milestone }) => milestone ?? null,
    work_items: ({ workItems }) => maybeLines(workItems),
    reverts_number: ({ revertsNumber }) => revertsNumber ?? null,
    mends_number: ({ mendsNumber }) => mendsNumber ?? null,
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

const proposals: Table<ProposalFact, Context> = {
  name: 'proposals',
  key: ['repository', 'id'],
  columns: {
    repository: (_, { repository }) => repository,
    id: ({ id }) => id,
    number: ({ number }) => number,
    opened_at: ({ openedAt }) => time(openedAt),
    closed_at: ({ closedAt }) => maybeTime(closedAt),
    bot: ({ bot }) => (bot ? 1 : 0),
    work_items: ({ workItems }) => maybeLines(workItems),
    url: ({ url }) => url ?? null,
    pull: (_, { pull }) => pull,
  },
};

const incidents: Table<IncidentFact, Context> = {
  name: 'incidents',
  key: ['repository', 'id'],
  columns: {
    repository: (_, { repository }) => repository,
    id: ({ id }) => id,
    service: ({ service }) => service,
    opened_at: ({ openedAt }) => time(openedAt),
    resolved_at: ({ resolvedAt }) => maybeTime(resolvedAt),
    caused_by: ({ causedBy }) => causedBy ?? null,
    url: ({ url }) => url ?? null,
    pull: (_, { pull }) => pull,
  },
};

const workItems: Table<WorkItemFact, Context> = {
  name: 'work_items',
  key: ['repository', 'id'],
  columns: {
    repository: (_, { repository }) => repository,
    id: ({ id }) => id,
    number: ({ number }) => number ?? null,
    opened_at: ({ openedAt }) => time(openedAt),
    started_at: ({ startedAt }) => maybeTime(startedAt),
    finished_at: ({ finishedAt }) => maybeTime(finishedAt),
    cancelled_at: ({ cancelledAt }) => maybeTime(cancelledAt),
    type: ({ type }) => type,
    unplanned: ({ unplanned }) => (unplanned ? 1 : 0),
    labels: ({ labels }) => labels.join('\n'),
    milestone: ({ milestone }) => milestone ?? null,
    parent: ({ parent }) => parent ?? null,
    blocked: ({ blocked }) => (blocked === undefined ? null : JSON.stringify(blocked)),
    url: ({ url }) => url ?? null,
    pull: (_, { pull }) => pull,
  },
};

const runs: Table<RunFact, Context> = {
  name: 'runs',
  key: ['repository', 'id'],
  columns: {
    repository: (_, { repository }) => repository,
    id: ({ id }) => id,
    workflow: ({ workflow }) => workflow,
    sha: ({ sha }) => sha,
    attempt: ({ attempt }) => attempt,
    started_at: ({ startedAt }) => time(startedAt),
    finished_at: ({ finishedAt }) => time(finishedAt),
    outcome: ({ outcome }) => outcome,
    url: ({ url }) => url ?? null,
    pull: (_, { pull }) => pull,
  },
};

/** How facts of each kind become rows. */
const tables: { readonly [Kind in FactKind]: Table<Extract<Fact, { readonly fact: Kind }>, Context> } = {
  commit: commits,
  pull_head: pullHeads,
  change: changes,
  deployment: deployments,
  proposal: proposals,
  incident: incidents,
  work_item: workItems,
  run: runs,
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
  const written = kinds.flatMap((kind) => upsertsOf(kind, tables[kind], facts, contextOf));
  const revised = [...contexts.values()].map(({ repository }): Statement => [
    'UPDATE repositories SET revision = revision + 1 WHERE id = $1',
    [repository],
  ]);
  return [...written, ...revised];
}

const kinds = Object.keys(tables) as FactKind[];

function upsertsOf<Kind extends FactKind>(
  kind: Kind,
  table: (typeof tables)[Kind],
  facts: readonly Fact[],
  contextOf: (fact: Fact) => Context
): Statement[] {
  const own = facts.filter((fact): fact is Extract<Fact, { readonly fact: Kind }> => fact.fact === kind);
  return upsertStatements(table, own, contextOf);
}

/** Deletes what the origin no longer has: the rows of a kind that this pull has not given. Goes after its last facts. */
export function sweepStatements(repository: number, kind: FactKind, pull: number): Statement[] {
  // A commit that no ref names any more harms nothing, and may come back.
  if (kind === 'commit') return [];
  const gone = `FROM ${tables[kind].name} WHERE repository = $1 AND pull < $2`;
  return [
    [`UPDATE repositories SET revision = revision + 1 WHERE id = $1 AND EXISTS (SELECT 1 ${gone})`, [repository, pull]],
    [`DELETE ${gone}`, [repository, pull]],
  ];
}
