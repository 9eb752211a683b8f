import type { CommitFact } from '#domain/facts.ts';

export type Commit = Pick<CommitFact, 'sha' | 'parents' | 'authoredAt' | 'committedAt' | 'reverts'>;

/** The commit graph in integers: a commit is its place in the list that the graph was made of, -1 is none. */
export type Graph = {
  readonly size: number;
  readonly places: ReadonlyMap<string, number>;
  /** The parents of commit c are `parents[starts[c]]` up to before `parents[starts[c + 1]]`; -1 is one that is not there. */
  readonly starts: Int32Array;
  readonly parents: Int32Array;
  /** Room for one walk; walks do not nest. */
  readonly stack: Int32Array;
};

export function buildGraph(commits: readonly Commit[]): Graph {
  const places = new Map<string, number>();
  const starts = new Int32Array(commits.length + 1);
  let edges = 0;
  for (const [place, { sha, parents }] of commits.entries()) {
    places.set(sha, place);
    edges += parents.length;
    starts[place + 1] = edges;
  }
  const parents = new Int32Array(edges);
  let edge = 0;
  for (const commit of commits) for (const sha of commit.parents) parents[edge++] = places.get(sha) ?? -1;
  return { size: commits.length, places, starts, parents, stack: new Int32Array(commits.length) };
}

/** The entry of a list of commits, or -1. */
export function at(list: Int32Array, index: number): number {
  return list[index] ?? -1;
}

export function placeOf(graph: Graph, sha: string): number {
  return graph.places.get(sha) ?? -1;
}

/** The nth parent, or -1 where there is none or it is not in the graph. */
export function parentOf(graph: Graph, commit: number, nth: number): number {
  return nth < parentCount(graph, commit) ? at(graph.parents, at(graph.starts, commit) + nth) : -1;
}

export function parentCount(graph: Graph, commit: number): number {
  return commit < 0 ? 0 : at(graph.starts, commit + 1) - at(graph.starts, commit);
}

/**
 * Goes from a commit to its ancestors, itself first. `enter` is asked of each commit that is met and must answer true at
 * most once for each, so that no walk is endless, even in a graph with a cycle; false: not into this one.
 */
export function walk(graph: Graph, from: number, enter: (commit: number) => boolean): void {
  const { starts, parents, stack } = graph;
  let waiting = 0;
  if (from >= 0 && enter(from)) stack[waiting++] = from;
  while (waiting > 0) {
    const commit = at(stack, --waiting);
    const end = at(starts, commit + 1);
    for (let edge = at(starts, commit); edge < end; edge++) {
      const parent = at(parents, edge);
      if (parent >= 0 && enter(parent)) stack[waiting++] = parent;
    }
  }
}
