import { type Graph, at, placeOf, walk } from './graph.ts';
import type { Deployment } from './first-deployment.ts';
import type { Finding } from './finding.ts';

/**
 * A deployment of a proper ancestor of what its service ran before is a rollback: it takes the deployment before it back.
 * Only that one is marked, however many versions the rollback skips: the ones between were replaced by later ones while
 * they worked, for all we know. The rollback then is what runs, so a second step back marks the first step, and going
 * forward again is a regular deployment. The same commit again is none; without the commits in the graph nothing is said.
 */
export function findRollbacks(graph: Graph, deployments: readonly Deployment[], first: Int32Array): Finding[] {
  const findings: Finding[] = [];
  const running = new Map<string, { readonly index: number; readonly commit: number }>();
  const seenAt = new Int32Array(graph.size).fill(-1);

  // A commit first deployed before the ancestor was cannot reach it: the walk sees only what lies between the two.
  const reaches = (from: number, ancestor: number, mark: number): boolean => {
    const since = at(first, ancestor);
    walk(graph, from, (commit) => {
      if (seenAt[ancestor] === mark || seenAt[commit] === mark || at(first, commit) < since) return false;
      seenAt[commit] = mark;
      return true;
    });
    return seenAt[ancestor] === mark;
  };

  for (const [index, { service, sha }] of deployments.entries()) {
    const commit = placeOf(graph, sha);
    const before = running.get(service);
    running.set(service, { index, commit });
    if (before === undefined || before.commit < 0 || commit < 0 || commit === before.commit) continue;
    if (reaches(before.commit, commit, index)) {
      findings.push({ evidence: 'rollback', failed: before.index, fix: index });
    }
  }
  return findings;
}
