import { commitsBetween, commitsFrom, lineThrough } from './compare.ts';
import { type Commit, commitFact } from './map-commit.ts';
import type { Claims } from './pull-changes.ts';
import { directFacts, historySeen, madeOfHistory } from './pull-history.ts';
import { type Step, type Visit, inBatches } from './visit.ts';

/** The default branch as the API has it, before the pull requests are read. */
export type Branch = {
  readonly tip: string;
  /** What came to it since the state's tip; undefined where all of it has to be read. */
  readonly newer: readonly Commit[] | undefined;
  /** True where the state's tip is not below it any more: changes that were given are none now. */
  readonly rewritten: boolean;
};

export async function readBranch({ client, origin, repository, state, signal }: Visit, tip: string): Promise<Branch> {
  const before = state.history?.made === madeOfHistory(origin) ? state.history.tip : null;
  if (before === null) return { tip, newer: undefined, rewritten: false };
  if (before === tip) return { tip, newer: [], rewritten: false };
  const newer = await commitsBetween(client, repository.nameWithOwner, before, tip, signal);
  return { tip, newer, rewritten: newer === undefined };
}

/** Commits of the default branch, and what was pushed there directly, where no clone can be had. */
export async function* pullCommits(
  visit: Visit,
  { tip, newer, rewritten }: Branch,
  claims: Claims
): AsyncGenerator<Step, void, undefined> {
  const { client, origin, reading, repository, signal } = visit;
  const found = new Map<string, Commit>();
  if (newer) {
    for (const commit of newer) found.set(commit.sha, commit);
    for (const facts of inBatches(newer.map((commit) => commitFact(commit, origin)))) yield { facts };
  } else {
    for await (const read of commitsFrom(client, repository.nameWithOwner, tip, reading.since, signal)) {
      for (const commit of read) found.set(commit.sha, { ...commit, message: '' });
      yield { facts: read.map((commit) => commitFact(commit, origin)) };
    }
  }
  const line = lineThrough(found.values(), tip);
  for await (const facts of directFacts(visit, line, claims)) {
    // Without a clone nothing tells which files a push touched.
    yield { facts, ...(origin.split && { skipped: [{ reason: 'paths_of_a_push', count: facts.length }] }) };
  }
  const { refs } = visit.state.history ?? {};
  visit.state = {
    ...visit.state,
    history: {
      made: madeOfHistory(origin),
      tip,
      ...(refs !== undefined && { refs }),
      ...(visit.probe && { seen: historySeen(visit) }),
    },
  };
  yield { facts: [], ...(rewritten && claims.whole && { sweep: ['change', 'commit'] }) };
}

/**
 * What was deployed and is not on the default branch, as a release branch: its commits down to where it left. A request
 * for each such deployment.
 */
export async function* pullOffBranch(
  { client, origin, repository, signal }: Visit,
  tip: string,
  { commits: known, deployed }: { readonly commits: Set<string>; readonly deployed: ReadonlySet<string> }
): AsyncGenerator<Step, void, undefined> {
  for (const sha of deployed) {
    if (sha === tip || known.has(sha)) continue;
    const found = await commitsBetween(client, repository.nameWithOwner, tip, sha, signal, false);
    if (!found || found.length === 0) continue;
    for (const commit of found) known.add(commit.sha);
    yield { facts: found.map((commit) => commitFact(commit, origin)) };
  }
}
