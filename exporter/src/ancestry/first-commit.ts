import type { ChangeOrigin, PullHeadFact } from '#domain/facts.ts';
import { type Commit, type Graph, parentCount, parentOf, placeOf, walk } from './graph.ts';
import { type Steps, wasThereBefore } from './introduced.ts';
import type { Placed } from './line.ts';

export type PullHead = Pick<PullHeadFact, 'number' | 'sha'>;

/**
 * When work on each change began, in the order of the line: the earliest author time of its own commits (metrics.md 1.2).
 * A source that knows better is believed. The own commits of a pull request are those that its head reaches and the
 * change's first parent does not; where the head is unknown or has none, those of a merge's other parents. Nothing is
 * clipped. With neither, as for a squash without its head, only the merge is known: `merge_only`, its author time.
 */
export function changeOrigins(
  graph: Graph,
  commits: readonly Commit[],
  line: readonly Placed[],
  steps: Steps,
  pullHeads: readonly PullHead[]
): ChangeOrigin[] {
  const heads = new Map(pullHeads.map(({ number, sha }) => [number, placeOf(graph, sha)]));
  const seenAt = new Int32Array(graph.size).fill(-1);

  const earliest = (from: number, position: number): number => {
    let time = Infinity;
    walk(graph, from, (commit) => {
      if (seenAt[commit] === position || wasThereBefore(steps, commit, position)) return false;
      seenAt[commit] = position;
      time = Math.min(time, commits[commit]?.authoredAt ?? Infinity);
      return true;
    });
    return time;
  };

  return line.map(({ change, commit }, position): ChangeOrigin => {
    const { id, kind, number, authoredAt, firstCommitAt } = change;
    if (firstCommitAt !== undefined) return { id, firstCommitAt, basis: 'pr_commits' };
    if (kind === 'commit') return { id, firstCommitAt: authoredAt, basis: 'direct' };
    // Without its commit nothing says what was there before it.
    if (commit < 0) return { id, firstCommitAt: authoredAt, basis: 'merge_only' };
    let time = number === undefined ? Infinity : earliest(heads.get(number) ?? -1, position);
    if (time === Infinity) {
      for (let nth = 1; nth < parentCount(graph, commit); nth++) {
        time = Math.min(time, earliest(parentOf(graph, commit, nth), position));
      }
    }
    return time === Infinity
      ? { id, firstCommitAt: authoredAt, basis: 'merge_only' }
      : { id, firstCommitAt: time, basis: 'pr_commits' };
  });
}
