import type { Random } from '#demo/random.ts';
import type { ChangeFact, Fact, ProposalFact, RunFact, WorkItemFact } from '#domain/facts.ts';
import { day, hour, second } from '#domain/window.ts';
import type { Objective } from '#domain/work.ts';
import { logNormal, now, repositoryName, share, size, within } from './organisation.ts';

/** By labels; a third of the work serves none. */
export const objectives: readonly Objective[] = ['growth', 'trust', 'cost', 'platform'].map((objective) => ({
  objective,
  work: { labels: [`objective:${objective}`], milestones: [], repositories: [] },
}));

/** The label of an objective, or none. */
export function objectiveLabels(random: Random): string[] {
  return random.chance(2 / 3) ? (random.pick([objectives[0], ...objectives.slice(1)])?.work.labels.slice() ?? []) : [];
}

/** The work item that a pull request of a repository closes; three of ten close one. */
export function closedItems(index: number, number: number, random: Random): string[] {
  const items = share(index, size.items);
  if (items === 0 || !random.chance(0.3)) return [];
  return [itemId(index, Math.floor((number * items) / share(index, size.changes)))];
}

/** What a repository with these changes has beside them: its pull requests from opening to end, runs and work items. */
export function workFacts(index: number, changes: readonly ChangeFact[], random: Random): Fact[] {
  const abandoned = share(index, size.abandoned);
  const items = share(index, size.items);
  return [
    ...changes.flatMap((change) => proposal(change)),
    ...Array.from({ length: abandoned }, (_, number) => abandonedProposal(index, number, abandoned, random)),
    ...changes.flatMap((change) => runs(change, random)),
    ...Array.from({ length: items }, (_, number) => item(index, number, items, random)),
  ];
}

function itemId(index: number, number: number): string {
  return `item ${index} ${number}`;
}

function proposal({ repository, id, number, openedAt, mergedAt, bot, workItems }: ChangeFact): ProposalFact[] {
  if (number === undefined || openedAt === undefined) return [];
  return [{ fact: 'proposal', repository, id, number, openedAt, closedAt: mergedAt, bot, workItems: workItems ?? [] }];
}

/** Given up after weeks; the newest are open still. */
function abandonedProposal(index: number, number: number, count: number, random: Random): ProposalFact {
  const openedAt = within(number, count, random);
  const closedAt = openedAt + logNormal(random, 14 * day, 1);
  const base = { fact: 'proposal', repository: repositoryName(index), id: `abandoned ${index} ${number}` } as const;
  const open = { number: 1_000_000 + number, openedAt, bot: random.chance(0.1), workItems: [] };
  return { ...base, ...open, ...(closedAt < now && { closedAt }) };
}

/** One run after each merge; a third of the failed ones are run again and pass. */
function runs({ repository, id, sha, mergedAt }: ChangeFact, random: Random): RunFact[] {
  const run = (attempt: number, startedAt: number, outcome: RunFact['outcome']): RunFact => {
    const finishedAt = startedAt + logNormal(random, hour / 8, 0.5);
    const own = { id: `run ${id} ${attempt}`, workflow: 'CI', sha, attempt };
    return { fact: 'run', repository, ...own, startedAt, finishedAt, outcome };
  };
  const outcome = random.chance(0.03) ? 'cancelled' : random.chance(0.13) ? 'failure' : 'success';
  const first = run(1, mergedAt + 10 * second, outcome);
  return outcome === 'failure' && random.chance(1 / 3) ? [first, run(2, first.finishedAt + hour, 'success')] : [first];
}

/** Of ten items one waits in the backlog, one is given up; the others are done, the newest not yet. Some have waited. */
function item(index: number, number: number, count: number, random: Random): WorkItemFact {
  const openedAt = within(number, count, random);
  const startedAt = openedAt + logNormal(random, 7 * day, 1.2);
  const endedAt = startedAt + logNormal(random, 4 * day, 1);
  const begun = random.chance(0.9) && startedAt < now;
  const end = random.chance(0.9) ? 'finishedAt' : 'cancelledAt';
  const waited = { from: startedAt + hour, to: startedAt + logNormal(random, 2 * day, 1) + hour };
  const type = random.pick(['feature', 'defect', 'risk', 'debt', 'other']);
  return {
    fact: 'work_item',
    repository: repositoryName(index),
    id: itemId(index, number),
    number,
    openedAt,
    ...(begun && { startedAt }),
    ...(begun && endedAt < now && { [end]: endedAt }),
    type,
    unplanned: random.chance(0.2),
    labels: [type, ...objectiveLabels(random)],
    ...(number % 10 !== 0 && random.chance(0.2) && { parent: itemId(index, number - (number % 10)) }),
    blocked: begun && random.chance(0.2) ? [waited] : [],
  };
}
