import { createRandom, type Random } from '#demo/random.ts';
import type { ChangeFact, CommitFact, DeploymentFact, Fact } from '#domain/facts.ts';
import { hour, second } from '#domain/window.ts';
import type { Batch, Source } from '#sources/source.ts';
import { from, logNormal, now, repositoryName, sha, share, size, span, within } from './organisation.ts';
import { closedItems, objectiveLabels, workFacts } from './work-facts.ts';

export const sourceName = 'bench';
const seed = 20_260_101;
const batchSize = 2000;

/** Gives the facts of some repositories as any source would: in batches, a cursor with the last. */
export function factSource(repositories: readonly number[]): Source {
  const batches = function* (): Generator<Batch> {
    let facts: Fact[] = [];
    let done = 0;
    const batchOf = (part: readonly Fact[]): Batch => {
      const names = new Set(part.map(({ repository }) => repository));
      const complete = [...names].map((repository) => ({ repository, from: -Infinity }));
      done += part.length;
      return { facts: part, complete, progress: { done, total: done } };
    };
    for (const index of repositories) {
      facts.push(...repositoryFacts(index));
      let at = 0;
      for (; facts.length - at >= batchSize; at += batchSize) yield batchOf(facts.slice(at, at + batchSize));
      facts = facts.slice(at);
    }
    yield { ...batchOf(facts), cursor: 'done' };
  };
  return {
    name: sourceName,
    rules: { deployments: true, rollbacks: false, reverts: true, patchWithin: 0, incidentsWithin: 0 },
    knows: new Set(['changes', 'deployments', 'reviews', 'sizes', 'proposals', 'work_items', 'runs']),
    interval: hour,
    pull: async function* () {
      for (const batch of batches()) yield await Promise.resolve(batch);
    },
  };
}

/** Changes of one repository, merged one after the other over the whole span. */
export function changesOf(index: number, count: number): ChangeFact[] {
  const random = createRandom(seed + index);
  return Array.from({ length: count }, (_, number) => change(index, number, within(number, count, random), random));
}

/** One deployment more of a repository, just before now. */
export function newDeployment(index: number, number: number): DeploymentFact {
  const changes = share(index, size.changes);
  return deployment(index, `new-${number}`, changes - 1, now - hour + number * second, 'success');
}

function repositoryFacts(index: number): Fact[] {
  const random = createRandom(seed + index);
  const changes = share(index, size.changes);
  const deployments = share(index, size.deployments);
  const facts: Fact[] = [];
  const merged: ChangeFact[] = [];
  for (let number = 0; number < changes; number++) {
    const at = within(number, changes, random);
    facts.push(commit(index, number, at, random));
    merged.push(change(index, number, at, random));
  }
  for (let number = 0; number < deployments; number++) {
    const started = within(number, deployments, random);
    const finished = started + logNormal(random, hour / 6, 1);
    const tip = Math.max(0, Math.floor(((started - from) / span) * changes) - 1);
    const outcome = random.chance(0.97) ? 'success' : 'failure';
    facts.push(deployment(index, String(number), tip, finished, outcome));
  }
  return [...facts, ...merged, ...workFacts(index, merged, random)];
}

/** Every fiftieth commit takes one of the five before it back. */
function commit(index: number, number: number, merged: number, random: Random): CommitFact {
  return {
    fact: 'commit',
    repository: repositoryName(index),
    sha: sha(index, number),
    parents: number > 0 ? [sha(index, number - 1)] : [],
    authoredAt: merged,
    committedAt: merged,
    reverts: number > 5 && random.chance(0.02) ? [sha(index, number - random.whole(1, 5))] : [],
  };
}

/** Four of five are pull requests that were written, waited, and were reviewed: log-normal times. */
function change(index: number, number: number, mergedAt: number, random: Random): ChangeFact {
  const own = { repository: repositoryName(index), id: sha(index, number), sha: sha(index, number) };
  const base = { fact: 'change', ...own, authoredAt: mergedAt, mergedAt, bot: random.chance(0.1) } as const;
  if (random.chance(0.2)) return { ...base, kind: 'commit', labels: [], workItems: [] };
  const firstReviewAt = mergedAt - logNormal(random, 6 * hour, 1.2);
  const openedAt = firstReviewAt - logNormal(random, 3 * hour, 1.2);
  const firstCommitAt = openedAt - logNormal(random, 9 * hour, 1.2);
  const size = { lines: random.whole(1, 400), reviewRounds: random.whole(1, 3) };
  const work = { labels: objectiveLabels(random), workItems: closedItems(index, number, random) };
  return { ...base, kind: 'pull', number: number + 1, firstCommitAt, openedAt, firstReviewAt, ...size, ...work };
}

function deployment(
  index: number,
  id: string,
  tip: number,
  finishedAt: number,
  outcome: DeploymentFact['outcome']
): DeploymentFact {
  const where = { repository: repositoryName(index), service: '', environment: 'production', production: true };
  const when = { startedAt: finishedAt - hour / 12, finishedAt };
  return { fact: 'deployment', id, ...where, version: '', sha: sha(index, tip), ...when, outcome };
}
