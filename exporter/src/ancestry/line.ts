import type { LinkedChange } from '#domain/facts.ts';
import { type Graph, at, parentOf, placeOf } from './graph.ts';

export type Change = LinkedChange;

/** A change and its commit in the graph, -1 where the graph has not got it. */
export type Placed = { readonly change: Change; readonly commit: number };

/**
 * The changes in the order of the default branch's first-parent line, oldest first. The graph decides, not the clock.
 * Where a limited history breaks the line, the pieces follow each other by merge time; a change beside the line comes
 * after it; changes whose commit is unknown come last.
 */
export function alongTheLine(graph: Graph, changes: readonly Change[]): Placed[] {
  const placed = changes.map((change) => ({ change, commit: placeOf(graph, change.sha) }));
  const rank = lineRanks(graph, placed);
  const rankOf = (commit: number): number => (commit < 0 ? graph.size : at(rank, commit));
  return placed.sort((a, b) => rankOf(a.commit) - rankOf(b.commit) || (a.change.id < b.change.id ? -1 : 1));
}

function lineRanks(graph: Graph, placed: readonly Placed[]): Int32Array {
  const pieceOf = new Int32Array(graph.size).fill(-1);
  const pieces: number[][] = [];
  for (const { commit: tip } of placed.toSorted((a, b) => b.change.mergedAt - a.change.mergedAt)) {
    const stretch: number[] = [];
    let commit = tip;
    for (; commit >= 0 && pieceOf[commit] === -1; commit = parentOf(graph, commit, 0)) {
      pieceOf[commit] = pieces.length;
      stretch.push(commit);
    }
    if (stretch.length === 0) continue;
    const joined = commit < 0 ? undefined : pieces[at(pieceOf, commit)];
    const piece = joined ?? [];
    if (joined === undefined) pieces.push(piece);
    else for (const each of stretch) pieceOf[each] = at(pieceOf, commit);
    for (const each of stretch.reverse()) piece.push(each);
  }
  const rank = new Int32Array(graph.size).fill(-1);
  let next = 0;
  for (const piece of pieces.reverse()) for (const commit of piece) rank[commit] = next++;
  return rank;
}
