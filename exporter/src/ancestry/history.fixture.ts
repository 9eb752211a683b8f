import type { Deployment } from './first-deployment.ts';
import type { Commit } from './graph.ts';
import type { Change } from './line.ts';
import type { LinkInput } from './link.ts';

/** A commit named by letters; its parents are written with spaces between, the first one first. */
export function commit(sha: string, parents = '', authoredAt = 0, reverts: readonly string[] = []): Commit {
  return { sha, parents: parents.split(' ').filter(Boolean), authoredAt, committedAt: authoredAt, reverts };
}

export function change(sha: string, mergedAt: number, more: Partial<Change> = {}): Change {
  const kind = more.number === undefined ? 'commit' : 'pull';
  return { id: `change ${sha}`, sha, kind, authoredAt: mergedAt, mergedAt, bot: false, ...more };
}

/** A production success that is named by its version. */
export function deployment(
  version: string,
  sha: string,
  finishedAt: number,
  more: Partial<Deployment> = {}
): Deployment {
  return { id: version, service: '', production: true, version, sha, finishedAt, outcome: 'success', ...more };
}

export const nothing: LinkInput = {
  commits: [],
  pullHeads: [],
  changes: [],
  deployments: [],
  incidents: [],
  rules: { deployments: true, rollbacks: false, reverts: false, patchWithin: 0, incidentsWithin: 0 },
};
