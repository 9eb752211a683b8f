import type { ChangeFact, Fact, FactKind } from '#domain/facts.ts';
import { newChanges } from '../history/changes.ts';
import { type Commit as GitCommit, readCommits } from '../history/commits.ts';
import { withPaths } from '../history/paths.ts';
import { type Refs, readRefs } from '../history/refs.ts';
import type { Repository } from '../history/repository.ts';
import { Skipped } from '../history/skipped.ts';
import { type CommitTag, readTags } from '../history/tags.ts';
import { keep, kept } from './clone.ts';
import { digest } from './cursor.ts';
import { unclaimed, withoutPull } from './direct.ts';
import { type Commit, commitFact, directChange } from './map-commit.ts';
import type { Claims } from './pull-changes.ts';
import type { Origin } from './reading.ts';
import { type Step, type Visit, inBatches } from './visit.ts';

const ways = 1;

/** How commits and direct changes are made. */
export function madeOfHistory(origin: Origin): string {
  return digest([ways, origin]);
}

/** What a clone tells before any fact is made: pull requests are read knowing the line, and it knowing them. */
export type Line = {
  readonly clone: Repository;
  readonly refs: Refs;
  readonly tags: readonly CommitTag[];
  /** The commits that came to the first-parent line since the state's tip, newest first; all where there is none. */
  readonly added: readonly Omit<Commit, 'message'>[];
  /** True where the state's tip is not on the line any more: changes that were given are none now. */
  readonly rewritten: boolean;
  readonly skipped: Skipped;
};

/** The default branch as the clone has it. Throws SourceError where the branch is not there. */
export async function readLine(visit: Visit, clone: Repository): Promise<Line> {
  const { origin, state } = visit;
  const skipped = new Skipped();
  const refs = await readRefs(clone, origin.branch);
  const tags = await readTags(clone, refs.tags, skipped);
  const before = state.history?.made === madeOfHistory(origin) ? (state.history.tip ?? undefined) : undefined;
  if (refs.tip === undefined) return { clone, refs, tags, added: [], rewritten: before !== undefined, skipped };
  const since = before === undefined ? undefined : await newChanges(clone, refs.tip, before);
  const added = since ?? (await wholeLine(clone, refs.tip));
  return { clone, refs, tags, added: added.map(withoutMessage), rewritten: before !== undefined && !since, skipped };
}

async function wholeLine(clone: Repository, tip: string): Promise<GitCommit[]> {
  const line: GitCommit[] = [];
  for await (const chunk of readCommits(clone, ['--first-parent'], [tip])) line.push(...chunk);
  return line;
}

function withoutMessage({ sha, parents, authoredAt, committedAt }: GitCommit) {
  return { sha, parents, authoredAt, committedAt };
}

/** Commits of all refs, and the changes that were pushed directly. */
export async function* pullHistory(visit: Visit, line: Line, claims: Claims): AsyncGenerator<Step, void, undefined> {
  const { origin, probe, state } = visit;
  const { clone, refs, skipped } = line;
  const made = madeOfHistory(origin);
  const tips = [...new Set([...refs.branches, ...line.tags].map(({ sha }) => sha).concat([...refs.pulls.values()]))];
  const before = state.history?.made === made && !line.rewritten ? await kept(clone, state.history.refs) : undefined;
  const known = new Set(before);
  if (tips.some((sha) => !known.has(sha))) {
    const revisions = [...tips, ...[...known].map((sha) => `^${sha}`)];
    for await (const commits of readCommits(clone, ['--ignore-missing'], revisions)) {
      for (const { timed } of commits) if (!timed) skipped.add('time of a commit');
      for (const facts of inBatches(commits.map((commit) => commitFact(commit, origin)))) yield { facts };
    }
  }
  for await (const facts of directFacts(visit, line.added, claims, clone)) yield { facts };
  const seen = historySeen(visit);
  visit.state = {
    ...visit.state,
    history: {
      made,
      tip: refs.tip ?? null,
      refs: await keep(clone, tips.toSorted()),
      ...(probe && { seen }),
    },
  };
  const swept: FactKind[] = line.rewritten && claims.whole ? ['change', 'commit'] : [];
  yield { facts: [], sweep: swept, skipped: skipped.list() };
}

/** What changes with every push, of a pull request's head too. */
export function historySeen({ repository, probe }: Visit): string {
  return digest([repository.pushedAt, repository.defaultBranchRef, probe?.defaultBranchRef, probe?.pullRequests]);
}

/** The changes of the line that no pull request brought. */
export async function* directFacts(
  { client, origin, reading, repository, signal }: Visit,
  line: readonly Omit<Commit, 'message'>[],
  claims: Claims,
  clone?: Repository
): AsyncGenerator<readonly Fact[], void, undefined> {
  const open = unclaimed(line, claims.merges).filter(({ committedAt }) => committedAt >= reading.since);
  const direct = claims.whole ? open : await withoutPull(client, repository, origin.branch ?? '', open, signal);
  const parents = new Map(direct.map((commit) => [commit.sha, commit.parents[0]]));
  for (const facts of inBatches(direct.map((commit) => directChange(commit, origin)))) {
    yield origin.split && clone ? await withPaths(clone, facts.filter(isChange), parents) : facts;
  }
}

function isChange(fact: Fact): fact is ChangeFact {
  return fact.fact === 'change';
}
