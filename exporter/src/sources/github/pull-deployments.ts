import { day } from '#domain/window.ts';
import { releaseReader } from '../history/version.ts';
import { type CommitTag, tagDeployments } from '../history/tags.ts';
import { digest } from './cursor.ts';
import { type DeploymentAnswer, deployments, deploymentsById } from './graphql/deployments.ts';
import { type TagAnswer, releases, tags } from './graphql/releases.ts';
import { deploymentFact, isPending, releaseDeployment } from './map-deployment.ts';
import type { Origin, Reading } from './reading.ts';
import { type Step, type Visit, inBatches } from './visit.ts';
import { walk } from './walk.ts';

const ways = 1;
/** Nobody waits longer for an approval; what has not ended by then never will. */
const longestPending = 30 * day;

/** How deployments are made: one digest for every way, as a deployment told in one way is not told in another. */
export function madeOfDeployments(origin: Origin, { configuration: { deployments: rule, ci } }: Reading): string {
  return digest([ways, origin, rule, rule?.workflows && ci]);
}

/** GitHub's own deployments of all environments, each when it has come to its end. */
export async function* pullDeployments(visit: Visit): AsyncGenerator<Step, void, undefined> {
  const { client, origin, reading, repository, probe, signal } = visit;
  if (reading.configuration.deployments?.environments === undefined) return;
  const waiting = visit.state.deployments?.pending ?? [];
  for (let start = 0; start < waiting.length; start += 100) {
    const asked = waiting.slice(start, start + 100);
    const { nodes, skipped } = await deploymentsById(client, asked, signal);
    const step = taken(visit, nodes, asked);
    yield { ...step, skipped: [...step.skipped, ...skipped] };
  }
  const steps = walk<DeploymentAnswer>(visit.state.deployments?.walk, {
    made: madeOfDeployments(origin, reading),
    from: reading.since,
    seen: probe?.deployments && digest(probe.deployments),
    timeOf: ({ createdAt }) => createdAt,
    list: (after, done) => deployments(client, { repository, direction: 'DESC', after, done, signal }),
  });
  for await (const { nodes, page, walk: next } of steps) {
    const step = taken(visit, nodes, []);
    visit.state = { ...visit.state, deployments: { pending: [], ...visit.state.deployments, walk: next } };
    yield { ...step, skipped: [...step.skipped, ...page.skipped] };
  }
}

/** Facts of those that have ended; the state remembers the others, and no more those that were `asked` for. */
function taken(visit: Visit, nodes: readonly DeploymentAnswer[], asked: readonly string[]) {
  const { origin, reading, now, state } = visit;
  const open = nodes.filter(isPending);
  const young = open.filter(({ createdAt }) => createdAt >= now - longestPending);
  const gone = new Set([...asked, ...nodes.map(({ id }) => id)]);
  const made = nodes
    .filter(({ environment }) => reading.isProduction(environment ?? ''))
    .map(({ createdAt }) => createdAt);
  const first = Math.min(state.deployments?.first ?? Infinity, ...made);
  visit.state = {
    ...state,
    deployments: {
      ...state.deployments,
      pending: [...(state.deployments?.pending ?? []).filter((id) => !gone.has(id)), ...young.map(({ id }) => id)],
      ...(first !== Infinity && { first }),
    },
  };
  return {
    facts: nodes.map((each) => deploymentFact(each, origin, reading)).filter((fact) => fact !== undefined),
    skipped: [{ reason: 'deployment_without_an_end', count: open.length - young.length }],
  };
}

/**
 * Where a repository has deployments of a production environment, these are the deployments: a run, a release or a tag
 * that goes along with one would count it twice. Before the first of them the other ways count.
 */
export function otherWaysUntil(state: Visit['state']): number {
  return state.deployments?.first ?? Infinity;
}

/** Releases and tags are few: all of them are given whenever one has changed. */
export async function* pullReleases(
  visit: Visit,
  cloned: readonly CommitTag[] | undefined
): AsyncGenerator<Step, void, undefined> {
  const { client, origin, reading, repository, probe, signal } = visit;
  const rule = reading.configuration.deployments;
  if (!rule || (!rule.releases && rule.tags === undefined)) return;
  const until = otherWaysUntil(visit.state);
  const made = madeOfDeployments(origin, reading);
  const seen = digest([probe?.releases, repository.pushedAt, until === Infinity ? null : until]);
  const { releases: stored } = visit.state;
  if (stored?.made === made && probe && stored.seen === seen) return;
  const wanted = ({ finishedAt }: { finishedAt: number }) => finishedAt >= reading.since && finishedAt < until;
  if (rule.releases) {
    for await (const { nodes, skipped } of releases(client, { repository, direction: 'DESC', signal })) {
      const facts = nodes.map((each) => releaseDeployment(each, origin, reading)).filter((fact) => fact !== undefined);
      yield { facts: facts.filter(wanted), skipped };
    }
  }
  if (rule.tags !== undefined) {
    const read = releaseReader(rule.tags);
    const web = { repository: origin.url, commits: `${origin.url}/commit/` };
    const all = cloned ?? (await listedTags(visit));
    const facts = tagDeployments({ repository: origin.repository, web }, 'production', all, read).filter(wanted);
    for (const batch of inBatches(facts)) yield { facts: batch };
  }
  visit.state = { ...visit.state, releases: { made, seen } };
  yield { facts: [] };
}

async function listedTags({ client, repository, signal }: Visit): Promise<CommitTag[]> {
  const found: CommitTag[] = [];
  for await (const { nodes } of tags(client, { repository, direction: 'DESC', signal })) {
    found.push(...nodes.flatMap((tag) => tagged(tag) ?? []));
  }
  return found;
}

/** A tag on a commit: an annotated one has the time of its own, a lightweight one that of the commit. */
function tagged({ name, target }: TagAnswer): CommitTag | undefined {
  const commit = target?.__typename === 'Tag' ? target.target : target;
  const at = target?.tagger?.date ?? commit?.committedDate;
  return commit?.__typename === 'Commit' && at !== undefined ? { name, sha: commit.oid, at } : undefined;
}
