import { expander } from './abbreviations.ts';
import { type Commit, type Graph, parentCount } from './graph.ts';
import { type Steps, introducedBy } from './introduced.ts';
import type { Placed } from './line.ts';

/** Two changes, by their positions on the line: the later one takes the earlier one back. */
export type Revert = { readonly reverted: number; readonly by: number };

export type Reverts = {
  readonly reverts: Revert[];
  /** Names of commits, and numbers of changes, that nothing is known of. */
  readonly unknownCommits: number;
  readonly unknownChanges: number;
};

/**
 * Which change takes back which, from `This reverts commit` and from what the host says of a change. Commits stand for
 * the changes that brought them in, and only a later change can revert an earlier one: what a branch takes back before
 * its merge never shipped. A revert of a revert lands the work again; that says nothing against the deployment that
 * carried the first revert, so it is left out.
 */
export function findReverts(graph: Graph, commits: readonly Commit[], line: readonly Placed[], steps: Steps): Reverts {
  const reverting: { place: number; id: string }[] = [];
  for (const [place, commit] of commits.entries()) {
    for (const id of commit.reverts) reverting.push({ place, id: id.toLowerCase() });
  }
  const expand = expander(
    graph.places.keys(),
    reverting.map(({ id }) => id)
  );
  const isRevert = revertTest(graph, commits, line, steps, reverting.length > 0);
  const reverts: Revert[] = [];
  let unknownCommits = 0;
  for (const { place, id } of reverting) {
    const target = graph.places.get(expand(id) ?? id);
    if (target === undefined) unknownCommits++;
    else if (!isRevert(target)) {
      const reverted = introducedBy(steps, target);
      const by = introducedBy(steps, place);
      if (reverted !== -1 && reverted < by) reverts.push({ reverted, by });
    }
  }
  const numbered = numberedReverts(line, isRevert);
  return { reverts: [...reverts, ...numbered.reverts], unknownCommits, unknownChanges: numbered.unknown };
}

/** Changes of which the host says that they take back another one. */
function numberedReverts(
  line: readonly Placed[],
  isRevert: (commit: number) => boolean
): { readonly reverts: Revert[]; readonly unknown: number } {
  const reverts: Revert[] = [];
  const positions = new Map<number, number>();
  let unknown = 0;
  for (const [by, { change }] of line.entries()) {
    // Asked before the change's own number is known: only an earlier one can be taken back.
    if (change.revertsNumber !== undefined) {
      const reverted = positions.get(change.revertsNumber);
      const target = reverted === undefined ? undefined : line[reverted];
      if (reverted === undefined || target === undefined) unknown++;
      else if (target.change.revertsNumber === undefined && !isRevert(target.commit)) reverts.push({ reverted, by });
    }
    if (change.number !== undefined) positions.set(change.number, by);
  }
  return { reverts, unknown };
}

/** A commit that names what it reverts, or a merge that brought in nothing but such commits. */
function revertTest(
  graph: Graph,
  commits: readonly Commit[],
  line: readonly Placed[],
  steps: Steps,
  needed: boolean
): (commit: number) => boolean {
  const brought = line.map(() => ({ reverts: 0, others: 0 }));
  for (const [place, { reverts }] of needed ? commits.entries() : []) {
    const position = introducedBy(steps, place);
    const count = brought[position];
    if (count === undefined || place === line[position]?.commit) continue;
    if (reverts.length > 0) count.reverts++;
    else count.others++;
  }
  return (commit) => {
    if ((commits[commit]?.reverts.length ?? 0) > 0) return true;
    const position = commit < 0 ? -1 : introducedBy(steps, commit);
    if (line[position]?.change.revertsNumber !== undefined) return true;
    const count = brought[position];
    const isMerge = line[position]?.commit === commit && parentCount(graph, commit) > 1;
    return isMerge && count !== undefined && count.reverts > 0 && count.others === 0;
  };
}
