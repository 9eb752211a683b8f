import { digest } from './cursor.ts';
import { type PullAnswer, type PullParts, pulls } from './graphql/pulls.ts';
import { changeFact } from './map-change.ts';
import { proposalFact } from './map-proposal.ts';
import type { Origin, Reading } from './reading.ts';
import type { Step, Visit } from './visit.ts';
import { type WalkStep, walk } from './walk.ts';

/** Raise it when the same pull request gives other facts than before. */
const ways = 2;
/** A page of later pulls: 24 × 6 lists and the page itself round down to 1 point. */
export const recent = 24;

/** What the pull requests that were read say of the commits of the default branch. */
export type Claims = {
  /** Merge commits, with the author times of the pull request's own commits. */
  readonly merges: Map<string, readonly number[]>;
  /** True where all pull requests were read by this very pull, so that what is not claimed was pushed directly. */
  whole: boolean;
};

export function pullParts({ split }: Origin, { configuration }: Reading): PullParts {
  return { files: split || configuration.generated.length > 0 };
}

/** How the facts of pull requests are made. */
function madeOfPulls(origin: Origin, { configuration }: Reading): string {
  const { bots, generated } = configuration;
  return digest([ways, bots, generated, origin]);
}

/**
 * Proposals, and the changes of those that were merged into the default branch.
 * @param line the commits of its first-parent line where a clone has them: the branch may have had another name before
 */
export async function* pullChanges(
  visit: Visit,
  claims: Claims,
  line: ReadonlySet<string> | undefined
): AsyncGenerator<Step, void, undefined> {
  const { client, origin, reading, repository, probe, signal } = visit;
  const parts = pullParts(origin, reading);
  const steps = walk<PullAnswer>(visit.state.pulls, {
    made: madeOfPulls(origin, reading),
    from: reading.since,
    seen: probe && digest(probe.pullRequests),
    timeOf: ({ updatedAt }) => updatedAt,
    list: (after, done, first) => {
      const order = { field: 'UPDATED_AT', direction: 'DESC' } as const;
      return pulls(client, { repository, order, parts, after, done, signal, ...(!first && { first: recent }) });
    },
  });
  let read = 0;
  for await (const step of steps) {
    for (const { mergeCommit, commits } of step.nodes) {
      if (mergeCommit)
        claims.merges.set(
          mergeCommit.oid,
          commits.nodes.map(({ commit }) => commit.authoredDate)
        );
    }
    visit.state = { ...visit.state, pulls: step.walk };
    claims.whole = step.whole && step.ended;
    read += step.page.nodes.length;
    yield { ...factsOf(step, visit, line), ...(step.walk.known === null && { share: read / step.page.total }) };
  }
}

function factsOf({ nodes, page }: WalkStep<PullAnswer>, { origin, reading }: Visit, line?: ReadonlySet<string>): Step {
  const lost = nodes.filter(({ state, mergeCommit }) => state === 'MERGED' && mergeCommit === null).length;
  return {
    facts: nodes.flatMap((pull) => pullFacts(pull, origin, reading, line)),
    skipped: [...page.skipped, ...(lost > 0 ? [{ reason: 'merged_commit_gone', count: lost }] : [])],
  };
}

/** All facts of one pull request. */
export function pullFacts(pull: PullAnswer, origin: Origin, reading: Reading, line?: ReadonlySet<string>) {
  const end = pull.mergedAt ?? pull.closedAt ?? Infinity;
  if (end < reading.since) return [];
  const here = pull.baseRefName === origin.branch || line?.has(pull.mergeCommit?.oid ?? '');
  const change = here ? changeFact(pull, origin, reading) : undefined;
  return [proposalFact(pull, origin, reading), ...(change ? [change] : [])];
}
