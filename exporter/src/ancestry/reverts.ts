import { type Commit, type Graph, parentCount } from './graph.ts';
import { type Steps, introducedBy } from './introduced.ts';
import type { Placed } from './line.ts';

/** Two changes, by their positions on the line: the later one takes the earlier one back. */
export type Revert = { readonly reverted: number; readonly by: number };

/**
 * Which change takes back which, from `This reverts commit`. Both commits stand for the changes that brought them in, and
 * only a later change can revert an earlier one: what a branch takes back before its merge never shipped. A revert of a
 * revert lands the work again; that says nothing against the deployment that carried the first revert, so it is left out.
 */
export function findReverts(
  graph: Graph,
  commits: readonly Commit[],
  line: readonly Placed[],
  steps: Steps
): { readonly reverts: Revert[]; readonly unknown: number } {
  const reverting: { place: number; id: string }[] = [];
  for (const [place, commit] of commits.entries()) {
    for (const id of commit.reverts) reverting.push({ place, id: id.toLowerCase() });
  }
  const resolve = resolver(graph, commits, reverting);
  const isRevert = revertTest(graph, commits, line, steps, reverting.length > 0);
  const reverts: Revert[] = [];
  let unknown = 0;
  for (const { place, id } of reverting) {
    const target = resolve(id);
    if (target === undefined) unknown++;
    else if (!isRevert(target)) {
      const reverted = introducedBy(steps, target);
      const by = introducedBy(steps, place);
      if (reverted !== -1 && reverted < by) reverts.push({ reverted, by });
    }
  }
  return { reverts, unknown };
}

/** Ids may be abbreviated; one that is unknown, or begins several commits, names none. */
function resolver(
  graph: Graph,
  commits: readonly Commit[],
  wanted: readonly { readonly id: string }[]
): (id: string) => number | undefined {
  const short = new Set(wanted.map(({ id }) => id).filter((id) => !graph.places.has(id)));
  const lengths = new Set([...short].map((id) => id.length));
  const found = new Map<string, number | undefined>();
  for (const length of lengths) {
    for (const [place, { sha }] of commits.entries()) {
      const start = sha.slice(0, length);
      if (short.has(start)) found.set(start, found.has(start) ? undefined : place);
    }
  }
  return (id) => graph.places.get(id) ?? found.get(id);
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
    const position = introducedBy(steps, commit);
    const count = brought[position];
    const isMerge = line[position]?.commit === commit && parentCount(graph, commit) > 1;
    return isMerge && count !== undefined && count.reverts > 0 && count.others === 0;
  };
}
