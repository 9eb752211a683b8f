import type { DeploymentFact } from '#domain/facts.ts';
import { type Graph, placeOf, walk } from './graph.ts';
import { compareVersions } from './version.ts';

export type Deployment = Pick<
  DeploymentFact,
  'id' | 'service' | 'production' | 'version' | 'sha' | 'finishedAt' | 'outcome'
>;

/** The order in which deployments count: finish time, then version number by number, then id. */
export function inOrder(deployments: readonly Deployment[]): Deployment[] {
  return deployments.toSorted(
    (a, b) => a.finishedAt - b.finishedAt || compareVersions(a.version, b.version) || (a.id < b.id ? -1 : 1)
  );
}

/**
 * For each commit the index of the first of these deployments (in order) that has it among its ancestors, or -1,
 * whichever branch was deployed. Each commit is entered once, by the deployment that gets it: O(commits + deployments).
 */
export function firstDeployments(graph: Graph, deployments: readonly Deployment[]): Int32Array {
  const first = new Int32Array(graph.size).fill(-1);
  for (const [index, { sha }] of deployments.entries()) {
    walk(graph, placeOf(graph, sha), (commit) => {
      if (first[commit] !== -1) return false;
      first[commit] = index;
      return true;
    });
  }
  return first;
}
