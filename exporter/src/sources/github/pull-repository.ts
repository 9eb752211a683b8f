import { SourceError } from '../errors.ts';
import { brokenClone, cloneOf } from './clone.ts';
import { madeOfDeployments, pullDeployments, pullReleases } from './pull-deployments.ts';
import { type Claims, pullChanges } from './pull-changes.ts';
import { type Branch, pullCommits, pullOffBranch, readBranch } from './pull-commits.ts';
import { type Line, historySeen, madeOfHistory, pullHistory, readLine } from './pull-history.ts';
import { pullIssues } from './pull-issues.ts';
import { pullRuns } from './pull-runs.ts';
import type { Step, Visit } from './visit.ts';

/**
 * All that one repository has to tell since the last pull; nothing where the probe saw nothing new. The default branch is
 * looked at before the pull requests, so that each of its commits finds the pull request that brought it.
 */
export async function* pullRepository(visit: Visit): AsyncGenerator<Step, void, undefined> {
  const { origin, reading } = visit;
  const tip = visit.repository.defaultBranchRef?.target?.oid;
  const claims: Claims = { merges: new Map(), whole: false };
  const due = tip !== undefined && isHistoryDue(visit);
  const { line, refused } = due && reading.configuration.clone ? await cloned(visit) : { line: undefined, refused: 0 };
  const branch = due && !line ? await readBranch(visit, tip) : undefined;
  if (refused > 0) yield { facts: [], skipped: [{ reason: 'clone_refused', count: refused }] };
  if (line?.rewritten || branch?.rewritten) forgetPulls(visit);

  const onLine = line && new Set([...line.added.map(({ sha }) => sha)]);
  yield* pullChanges(visit, claims, onLine);
  const noted: Noted = { commits: new Set(), deployed: new Set() };
  yield* noting(history(visit, line, branch, claims), noted);

  const made = madeOfDeployments(origin, reading);
  const before = visit.state.ways;
  if (before !== undefined && before !== made) forgetDeployments(visit);
  yield* noting(pullDeployments(visit), noted);
  yield* noting(pullReleases(visit, line?.tags), noted);
  yield* noting(pullRuns(visit), noted);
  if (tip !== undefined && visit.state.history?.refs === undefined) yield* pullOffBranch(visit, tip, noted);
  if (before !== made) {
    visit.state = { ...visit.state, ways: made };
    yield { facts: [], ...(before !== undefined && { sweep: ['deployment'] }) };
  }
  yield* pullIssues(visit);
}

type Noted = { readonly commits: Set<string>; readonly deployed: Set<string> };

/** Remembers which commits this pull has given, and which it says are deployed. */
async function* noting(
  steps: AsyncIterable<Step>,
  { commits, deployed }: Noted
): AsyncGenerator<Step, void, undefined> {
  for await (const step of steps) {
    for (const fact of step.facts) {
      if (fact.fact === 'commit') commits.add(fact.sha);
      else if (fact.fact === 'deployment' && fact.production) deployed.add(fact.sha);
    }
    yield step;
  }
}

async function* history(
  visit: Visit,
  line: Line | undefined,
  branch: Branch | undefined,
  claims: Claims
): AsyncGenerator<Step, void, undefined> {
  if (branch) yield* pullCommits(visit, branch, claims);
  if (!line) return;
  try {
    yield* pullHistory(visit, line, claims);
  } catch (error) {
    throw await brokenClone(error, line.clone);
  }
}

function isHistoryDue(visit: Visit): boolean {
  const { origin, probe, state } = visit;
  return !probe || state.history?.made !== madeOfHistory(origin) || state.history.seen !== historySeen(visit);
}

/** Where the host allows no clone the API has to do. */
async function cloned(visit: Visit): Promise<{ line: Line | undefined; refused: number }> {
  try {
    const clone = await cloneOf(visit);
    const line = await readLine(visit, clone).catch(async (error: unknown) => {
      throw await brokenClone(error, clone);
    });
    return { line, refused: 0 };
  } catch (error) {
    const refused = error instanceof SourceError && ['unauthorized', 'not_found'].includes(error.reason);
    if (!refused) throw error;
    return { line: undefined, refused: 1 };
  }
}

/** All of them are read again, in one go: what they do not claim then was pushed directly, and what is not given is gone. */
function forgetPulls(visit: Visit): void {
  const { pulls } = visit.state;
  if (pulls) visit.state = { ...visit.state, pulls: { ...pulls, known: null, again: true } };
}

function forgetDeployments(visit: Visit): void {
  const { deployments: _, releases: __, runs: ___, ...rest } = visit.state;
  visit.state = rest;
}
