import type { RunFact, RunVerdict } from '#domain/facts.ts';

export type Run = Pick<RunFact, 'id' | 'workflow' | 'sha' | 'attempt' | 'finishedAt' | 'outcome'>;

/**
 * What each run mended, in the order given. The next success of a workflow ends what its first failure began, whatever
 * commit each ran on; cancelled runs say nothing. A commit that failed a workflow and then passed it did so once: what
 * follows is no re-run any more.
 */
export function judgeRuns(runs: readonly Run[]): RunVerdict[] {
  const verdicts = new Map<string, RunVerdict>();
  const workflows = new Map<string, { redSince: number | undefined; readonly failed: Set<string> }>();
  const inOrder = runs.toSorted(
    (a, b) => a.finishedAt - b.finishedAt || a.attempt - b.attempt || (a.id < b.id ? -1 : 1)
  );
  for (const { id, workflow, sha, finishedAt, outcome } of inOrder) {
    const state = workflows.get(workflow) ?? { redSince: undefined, failed: new Set() };
    workflows.set(workflow, state);
    if (outcome === 'failure') {
      state.redSince ??= finishedAt;
      state.failed.add(sha);
    } else if (outcome === 'success') {
      const { redSince } = state;
      verdicts.set(id, { id, ...(redSince !== undefined && { redSince }), failedBefore: state.failed.delete(sha) });
      state.redSince = undefined;
    }
  }
  return runs.map(({ id }) => verdicts.get(id) ?? { id, failedBefore: false });
}
