import type {
  ChangeDeployment,
  ChangeOrigin,
  DeploymentVerdict,
  IncidentVerdict,
  LinkRules,
  RunVerdict,
} from '#domain/facts.ts';
import { type Answers, judge } from './failures.ts';
import { type PullHead, changeOrigins } from './first-commit.ts';
import { type Deployment, firstDeployments, inOrder } from './first-deployment.ts';
import { type Commit, type Graph, at, buildGraph } from './graph.ts';
import { findHotfixes } from './hotfixes.ts';
import { type Blame, type Incident, type Shipped, attribute } from './incidents.ts';
import { introductionSteps } from './introduced.ts';
import { type Change, type Placed, alongTheLine } from './line.ts';
import { type Run, judgeRuns } from './runs.ts';
import { type Reverts, findReverts } from './reverts.ts';

/** What is known of one repository. Order does not matter; ids are unique. */
export type LinkInput = {
  readonly commits: readonly Commit[];
  readonly pullHeads: readonly PullHead[];
  readonly changes: readonly Change[];
  readonly deployments: readonly Deployment[];
  readonly incidents: readonly Incident[];
  readonly runs: readonly Run[];
  readonly rules: LinkRules;
};

export type Linked = {
  /** One for each change. */
  readonly origins: ChangeOrigin[];
  /** One for each change and service that deployed or awaits it; service '' takes the deployments of all services. */
  readonly changeDeployments: ChangeDeployment[];
  /** One for each deployment, in the order given. What failed to reach production, or was not meant to, has a neutral one. */
  readonly verdicts: DeploymentVerdict[];
  /** One for each incident, in the order given. */
  readonly incidents: IncidentVerdict[];
  /** One for each run, in the order given. */
  readonly runs: RunVerdict[];
  /** What the graph could not place, by reason. */
  readonly skipped: { readonly reason: string; readonly count: number }[];
};

/** Derives from the commit graph what no source says: first commits, first deployments, failures (metrics.md 1.2, 1.3). */
export function link({ commits, pullHeads, changes, deployments, incidents, runs, rules }: LinkInput): Linked {
  const graph = buildGraph(commits);
  const line = alongTheLine(graph, changes);
  const steps = introductionSteps(graph, line);
  const origins = changeOrigins(graph, commits, line, steps, pullHeads);
  const found = rules.reverts ? findReverts(graph, commits, line, steps) : noReverts;
  const { hotfixes, unknown: unknownMended } = findHotfixes(line);
  const answers = { reverts: found.reverts, hotfixes };

  const all = inOrder(deployments.filter(({ production, outcome }) => production && outcome === 'success'));
  const services = new Set(['', ...deployments.filter(({ production }) => production).map(({ service }) => service)]);
  const shipped = new Map<string, Shipped>();
  for (const service of services) {
    const ordered = service === '' ? all : all.filter((deployment) => deployment.service === service);
    shipped.set(service, { ordered, first: firstDeployments(graph, ordered) });
  }
  const attribution = attribute(
    incidents,
    { graph, changes: line.map(({ change }) => change), deployments, shipped },
    rules
  );

  const verdicts = new Map<string, DeploymentVerdict>();
  const changeDeployments = [...shipped].flatMap(([service, own]) => {
    for (const [index, verdict] of verdictsOf(graph, line, answers, own, attribution.blames, rules).entries()) {
      if (own.ordered[index]?.service === service) verdicts.set(verdict.id, verdict);
    }
    return rowsOf(service, graph, line, origins, own, rules);
  });

  return {
    origins,
    changeDeployments,
    verdicts: deployments.map(({ id }) => verdicts.get(id) ?? neutral(id)),
    incidents: attribution.verdicts,
    runs: judgeRuns(runs),
    skipped: [
      { reason: 'change of an unknown commit', count: line.filter(({ commit }) => commit < 0).length },
      { reason: 'deployment of an unknown commit', count: all.filter(({ sha }) => !graph.places.has(sha)).length },
      { reason: 'revert of an unknown commit', count: found.unknownCommits },
      { reason: 'revert of an unknown change', count: found.unknownChanges },
      { reason: 'hotfix of an unknown change', count: unknownMended },
      { reason: 'incident of an unknown cause', count: attribution.unknownCauses },
      { reason: 'incident of a cause that was not deployed', count: attribution.undeployedCauses },
    ].filter(({ count }) => count > 0),
  };
}

const noReverts: Reverts = { reverts: [], unknownCommits: 0, unknownChanges: 0 };

function rowsOf(
  service: string,
  graph: Graph,
  line: readonly Placed[],
  origins: readonly ChangeOrigin[],
  { ordered, first }: Shipped,
  rules: LinkRules
): ChangeDeployment[] {
  const baseline = baselineOf(graph, ordered);
  const rows: ChangeDeployment[] = [];
  for (const [position, { change, commit }] of line.entries()) {
    const index = at(first, commit);
    const deployment = ordered[index];
    const { readyAt = change.openedAt, firstReviewAt } = change;
    if (deployment === undefined && !rules.deployments) continue;
    rows.push({
      change: change.id,
      service,
      firstCommitAt: origins[position]?.firstCommitAt ?? change.authoredAt,
      mergedAt: change.mergedAt,
      bot: change.bot,
      ...(readyAt !== undefined && { readyAt }),
      ...(firstReviewAt !== undefined && { firstReviewAt }),
      ...(deployment !== undefined && { deployment: deployment.id, deployedAt: deployment.finishedAt }),
      baseline: deployment !== undefined && index === baseline,
    });
  }
  return rows;
}

function verdictsOf(
  graph: Graph,
  line: readonly Placed[],
  answers: Answers,
  { ordered, first }: Shipped,
  blames: ReadonlyMap<string, Blame>,
  rules: LinkRules
): DeploymentVerdict[] {
  const baseline = baselineOf(graph, ordered);
  const changes = new Int32Array(ordered.length);
  for (const { commit } of line) {
    const index = at(first, commit);
    if (index >= 0) changes[index] = at(changes, index) + 1;
  }
  const judgements = judge(graph, line, answers, ordered, first, blames, rules);
  return ordered.map(({ id }, index): DeploymentVerdict => ({
    id,
    kind: 'regular',
    ...judgements[index],
    changes: at(changes, index),
    baseline: index <= baseline,
    failed: judgements[index]?.failedBecause !== undefined,
  }));
}

/**
 * The deployment that took all that had gathered before: the first whose commit is known. What came before it says
 * nothing of its content, and is baseline too.
 */
function baselineOf(graph: Graph, ordered: readonly Deployment[]): number {
  const known = ordered.findIndex(({ sha }) => graph.places.has(sha));
  return known === -1 ? ordered.length : known;
}

function neutral(id: string): DeploymentVerdict {
  return { id, kind: 'regular', changes: 0, baseline: false, failed: false };
}
