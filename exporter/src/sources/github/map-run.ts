import type { RunFact } from '#domain/facts.ts';
import { runOutcome } from './map-deployment.ts';
import type { Origin } from './reading.ts';
import type { RunAnswer } from './rest.ts';

/** One attempt of a pipeline on the default branch. A fork's branch may be called the same, so pull requests are left out. */
export function runFact(run: RunAnswer, workflow: string, { repository, branch }: Origin): RunFact | undefined {
  const outcome = runOutcome(run);
  if (outcome === undefined || run.head_branch !== branch || run.event.startsWith('pull_request')) return undefined;
  return {
    fact: 'run',
    repository,
    id: `${run.id}-${String(run.run_attempt)}`,
    workflow,
    sha: run.head_sha,
    attempt: run.run_attempt,
    startedAt: run.run_started_at ?? run.created_at,
    finishedAt: run.updated_at,
    outcome,
    url: run.html_url,
  };
}
