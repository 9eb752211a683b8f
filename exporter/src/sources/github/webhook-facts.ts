import type { Fact } from '#domain/facts.ts';
import { SourceError } from '../errors.ts';
import type { GithubClient } from './client.ts';
import { commitsBetween, lineThrough } from './compare.ts';
import { unclaimed, withoutPull } from './direct.ts';
import { deploymentsById } from './graphql/deployments.ts';
import { issueById } from './graphql/issues.ts';
import { type RepositoryName, pullById, pulls } from './graphql/pulls.ts';
import { releaseById } from './graphql/releases.ts';
import { commitFact, directChange } from './map-commit.ts';
import { deploymentFact, releaseDeployment } from './map-deployment.ts';
import type { Memory } from './pull.ts';
import { pullFacts, pullParts } from './pull-changes.ts';
import { issueFacts, issueParts } from './pull-issues.ts';
import { runFacts } from './pull-runs.ts';
import type { Origin, Reading } from './reading.ts';
import type { Payload } from './webhook-payload.ts';

/** The repository that a delivery is about. */
export type Seen = {
  readonly client: GithubClient;
  readonly reading: Reading;
  readonly memory: Memory;
  readonly origin: Origin;
  readonly repository: RepositoryName;
  readonly now: number;
  readonly signal: AbortSignal;
};

type Content = Omit<Payload, 'repository' | 'installation'>;

/** The facts that an event may have changed, as they are now. */
export async function factsOfDelivery(seen: Seen, event: string, content: Content): Promise<readonly Fact[]> {
  switch (event) {
    case 'pull_request':
    case 'pull_request_review':
      return ofPull(seen, event, content);
    case 'push':
      return ofPush(seen, content);
    case 'deployment_status':
      return ofDeployment(seen, content);
    case 'release':
      return ofRelease(seen, content);
    case 'workflow_run':
      return ofRun(seen, content);
    case 'issues':
      return ofIssue(seen, content);
    default:
      // A deployment without a status tells nothing yet.
      return [];
  }
}

/** An open one is a proposal and no more until it is merged: its reviews, drafts and labels are read then. */
const ends: ReadonlySet<string | undefined> = new Set(['opened', 'closed', 'reopened']);

async function ofPull(
  { client, origin, reading, signal }: Seen,
  event: string,
  { action, pull_request: about }: Content
) {
  if (!about) return [];
  const merged = about.merged_at != null;
  if (!merged && (event !== 'pull_request' || !ends.has(action))) return [];
  const pull = await pullById(client, about.node_id, pullParts(origin, reading), signal);
  return pull ? pullFacts(pull, origin, reading) : [];
}

async function ofPush(seen: Seen, { ref, before = '', after = '', forced }: Content): Promise<Fact[]> {
  const { client, origin, reading, repository, signal } = seen;
  const branch = origin.branch ?? '';
  // A branch that came, went or was rewritten is the next pull's matter.
  if (ref !== `refs/heads/${branch}` || forced === true || /^0*$/.test(before) || /^0*$/.test(after)) return [];
  const commits = await commitsBetween(client, repository.nameWithOwner, before, after, signal);
  if (!commits) return [];
  const facts: Fact[] = commits.map((commit) => commitFact(commit, origin));
  // Only a clone tells which files a push touched.
  if (origin.split) return facts;
  const line = lineThrough(commits, after).filter(({ committedAt }) => committedAt >= reading.since);
  const open = unclaimed(line, await recentMerges(seen));
  const direct = await withoutPull(client, repository, branch, open, signal);
  return [...facts, ...direct.map((commit) => directChange(commit, origin))];
}

async function recentMerges({ client, origin, reading, repository, signal }: Seen): Promise<Map<string, number[]>> {
  const merges = new Map<string, number[]>();
  const order = { field: 'UPDATED_AT', direction: 'DESC' } as const;
  const parts = pullParts(origin, reading);
  for await (const { nodes } of pulls(client, { repository, order, parts, first: 20, done: () => true, signal })) {
    for (const { mergeCommit, commits } of nodes) {
      const times = commits.nodes.map(({ commit }) => commit.authoredDate);
      if (mergeCommit) merges.set(mergeCommit.oid, times);
    }
  }
  return merges;
}

const ended: ReadonlySet<string | undefined> = new Set(['success', 'failure', 'error']);

async function ofDeployment(seen: Seen, { deployment, deployment_status: status }: Content): Promise<Fact[]> {
  const { client, origin, reading, memory, signal } = seen;
  const wanted = reading.configuration.deployments?.environments !== undefined && ended.has(status?.state);
  if (!deployment || !wanted) return [];
  const { nodes } = await deploymentsById(client, [deployment.node_id], signal);
  return nodes.flatMap((each) => {
    const known = memory.otherWaysUntil.get(origin.repository);
    const first = reading.isProduction(each.environment ?? '') ? each.createdAt : Infinity;
    if (known !== undefined) memory.otherWaysUntil.set(origin.repository, Math.min(known, first));
    return deploymentFact(each, origin, reading) ?? [];
  });
}

/** Whether a run or a release is a deployment depends on what a pull has seen of the repository. */
function otherWaysUntil({ reading, memory, origin }: Seen): number {
  if (reading.configuration.deployments?.environments === undefined) return Infinity;
  const until = memory.otherWaysUntil.get(origin.repository);
  if (until !== undefined) return until;
  throw new SourceError('unavailable', `${origin.repository} is not known yet: the first pull has only begun`);
}

async function ofRelease(seen: Seen, { release }: Content): Promise<Fact[]> {
  const { client, origin, reading, signal } = seen;
  if (!release || reading.configuration.deployments?.releases !== true) return [];
  const until = otherWaysUntil(seen);
  const found = await releaseById(client, release.node_id, signal);
  const fact = found && releaseDeployment(found, origin, reading);
  return fact && fact.finishedAt < until && fact.finishedAt >= reading.since ? [fact] : [];
}

function ofRun(seen: Seen, { workflow, workflow_run: run }: Content): Fact[] {
  const { origin, reading } = seen;
  const name = workflow?.name ?? run?.name ?? '';
  if (!run || run.created_at < reading.since || !(reading.deploys(name) || reading.checks(name))) return [];
  return runFacts(run, name, origin, reading, reading.deploys(name) ? otherWaysUntil(seen) : Infinity);
}

async function ofIssue({ client, origin, reading, signal }: Seen, { action, issue }: Content): Promise<Fact[]> {
  const { incidents, work_items: work } = reading.configuration;
  if (
    !issue ||
    issue.pull_request != null ||
    (!incidents && !work) ||
    action === 'deleted' ||
    action === 'transferred'
  ) {
    return [];
  }
  const found = await issueById(client, issue.node_id, issueParts(reading), signal);
  return found ? issueFacts(found, origin, reading) : [];
}
