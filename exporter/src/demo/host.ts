import { createHash } from 'node:crypto';
import type { ChangeFact, CommitFact, DeploymentFact, Fact, IncidentFact, ProposalFact } from '#domain/facts.ts';
import { day } from '#domain/window.ts';
import { address } from './address.ts';
import type { Delivery, Outage, Release } from './delivery.ts';
import type { Habits } from './habits.ts';
import type { Merge } from './merge.ts';
import type { Random } from './random.ts';
import { pipelineRuns } from './runs.ts';
import type { Era } from './era.ts';
import type { Item } from './work.ts';

/** What a team put into a repository. */
export type Part = { readonly habits: Habits; readonly delivery: Delivery; readonly items: readonly Item[] };

/** Shares of changes that name the work they finish. */
const linked = 0.88;

/** What a code host tells of a repository: changes, pull requests, deployments, incidents and pipeline runs. */
export function hostFacts(repository: string, parts: readonly Part[], era: Era, random: Random): Fact[] {
  const all = parts
    .flatMap((part) => part.delivery.merges.map((merge) => ({ part, merge })))
    .sort((a, b) => a.merge.at - b.merge.at);
  const shas = new Map(all.map(({ merge }, index) => [merge, shaOf(repository, index)]));
  const numbers = new Map(
    all
      .filter(({ merge }) => merge.kind === 'pull')
      .sort((a, b) => a.merge.openedAt - b.merge.openedAt)
      .map(({ merge }, index) => [merge, 2 * index + 1])
  );
  const facts: Fact[] = [];
  for (const [index, { part, merge }] of all.entries()) {
    const sha = shaOf(repository, index);
    const parents = index === 0 ? [] : [shaOf(repository, index - 1)];
    const commit = { repository, sha, parents, authoredAt: merge.at, committedAt: merge.at, reverts: [] };
    facts.push({ fact: 'commit', ...commit } satisfies CommitFact);
    const number = numbers.get(merge);
    const workItems = random.chance(linked) ? itemInWork(part.items, merge, random) : [];
    facts.push(changeFact(repository, part, merge, sha, number, workItems, numbers));
    if (number === undefined) continue;
    const { openedAt, bot } = merge;
    const id = `${repository}/pull/${number}`;
    const proposal = { repository, id, number, openedAt, closedAt: merge.at, bot, workItems };
    facts.push({ fact: 'proposal', ...proposal, url: address(repository, `pull/${number}`) } satisfies ProposalFact);
    if (random.chance(part.habits.abandoned)) facts.push(abandoned(repository, number + 1, openedAt, random));
  }
  for (const { habits, delivery } of parts) {
    const ids = new Map(delivery.releases.map((release, index) => [release, deploymentId(habits, index)]));
    facts.push(...deploymentFacts(repository, habits, delivery.releases, ids, shas));
    for (const [index, outage] of delivery.outages.entries())
      facts.push(incidentFact(repository, habits, outage, index, ids));
  }
  facts.push(
    ...pipelineRuns(
      repository,
      all.map(({ part, merge }) => [part.habits, merge, shas.get(merge) ?? '']),
      era,
      random
    )
  );
  return facts;
}

function shaOf(repository: string, index: number): string {
  return createHash('sha1').update(`${repository} ${index}`).digest('hex');
}

function itemInWork(items: readonly Item[], { openedAt }: Merge, random: Random): string[] {
  const inWork = items.filter(({ startedAt, endedAt }) => startedAt <= openedAt && openedAt < endedAt);
  const [first, ...others] = inWork;
  return first ? [random.pick([first, ...others]).id] : [];
}

function changeFact(
  repository: string,
  { habits }: Part,
  merge: Merge,
  sha: string,
  number: number | undefined,
  workItems: readonly string[],
  numbers: ReadonlyMap<Merge, number>
): ChangeFact {
  const { at: mergedAt, kind, bot } = merge;
  const paths = habits.service === undefined ? {} : { paths: [`services/${habits.service}/main.ts`] };
  const shared = { fact: 'change', repository, kind, sha, authoredAt: mergedAt, mergedAt, bot, ...paths } as const;
  const [firstCommitAt] = merge.commits;
  if (number === undefined) return { ...shared, id: sha, url: address(repository, `commit/${sha}`) };
  const { openedAt, readyAt, firstReviewAt, rounds: reviewRounds, lines } = merge;
  const revertsNumber = merge.reverts && numbers.get(merge.reverts);
  return {
    ...shared,
    id: `${repository}/pull/${number}`,
    number,
    firstCommitAt,
    openedAt,
    ...(readyAt !== undefined && { readyAt }),
    ...(firstReviewAt !== undefined && { firstReviewAt, approvedAt: mergedAt }),
    reviewRounds,
    lines,
    labels: [],
    workItems,
    ...(revertsNumber !== undefined && { revertsNumber }),
    url: address(repository, `pull/${number}`),
  };
}

/** A pull request that came to nothing, and stayed open for long before anyone said so. */
function abandoned(repository: string, number: number, near: number, random: Random): ProposalFact {
  const openedAt = near + 60_000;
  const closedAt = Math.floor(openedAt + random.around(20, 0.5) * day);
  const id = `${repository}/pull/${number}`;
  const url = address(repository, `pull/${number}`);
  return { fact: 'proposal', repository, id, number, openedAt, closedAt, bot: false, workItems: [], url };
}

function deploymentId({ team }: Habits, index: number): string {
  return `${team}-deployment-${index + 1}`;
}

function deploymentFacts(
  repository: string,
  { service = '' }: Habits,
  releases: readonly Release[],
  ids: ReadonlyMap<Release, string>,
  shas: ReadonlyMap<Merge, string>
): DeploymentFact[] {
  return releases.flatMap((release): DeploymentFact[] => {
    const { startedAt, at: finishedAt, holds, attemptAt } = release;
    const id = ids.get(release) ?? '';
    const shared = { repository, service, environment: 'production', production: true, version: '' };
    const made = { fact: 'deployment', ...shared, sha: shas.get(holds) ?? '' } as const;
    const whole = {
      ...made,
      id,
      startedAt,
      finishedAt,
      outcome: 'success',
      url: address(repository, `deployments/${id}`),
    } as const;
    if (attemptAt === undefined) return [whole];
    const times = { startedAt: attemptAt - 120_000, finishedAt: attemptAt };
    return [{ ...made, id: `${id}-attempt`, ...times, outcome: 'failure' }, whole];
  });
}

function incidentFact(
  repository: string,
  { team, service = '' }: Habits,
  { openedAt, resolvedAt, causedBy }: Outage,
  index: number,
  ids: ReadonlyMap<Release, string>
): IncidentFact {
  const id = `${team}-incident-${index + 1}`;
  const cause = causedBy && ids.get(causedBy);
  return {
    fact: 'incident',
    repository,
    id,
    service,
    openedAt,
    ...(resolvedAt !== undefined && { resolvedAt }),
    ...(cause !== undefined && { causedBy: cause }),
    url: address(repository, `incidents/${id}`),
  };
}
