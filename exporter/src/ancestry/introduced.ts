import { type Graph, at, parentOf, walk } from './graph.ts';
import type { Placed } from './line.ts';

/**
 * When each commit joined the default branch, in steps: the change at position p of the line has two steps, 2p for what
 * its first parent reaches and no earlier change brought, 2p + 1 for what it brought itself. So the first parent of
 * change p reaches exactly the commits of steps up to 2p. `never`: no change reaches the commit.
 */
export type Steps = Int32Array;

const never = 2 ** 31 - 1;

export function introductionSteps(graph: Graph, line: readonly Placed[]): Steps {
  const steps = new Int32Array(graph.size).fill(never);
  let step = 0;
  const enter = (commit: number): boolean => {
    if (steps[commit] !== never) return false;
    steps[commit] = step;
    return true;
  };
  for (const { commit } of line) {
    walk(graph, parentOf(graph, commit, 0), enter);
    step++;
    walk(graph, commit, enter);
    step++;
  }
  return steps;
}

/** Whether the first parent of the change at this position reaches the commit. */
export function wasThereBefore(steps: Steps, commit: number, position: number): boolean {
  return at(steps, commit) <= 2 * position;
}

/** The position of the change that brought the commit in, or -1. */
export function introducedBy(steps: Steps, commit: number): number {
  const step = at(steps, commit);
  return step === never ? -1 : step >> 1;
}
