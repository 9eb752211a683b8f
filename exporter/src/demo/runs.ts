import type { RunFact } from '#domain/facts.ts';
import { hour } from '#domain/window.ts';
import { type Era, weekOf } from './era.ts';
import type { Habits } from './habits.ts';
import { address } from './address.ts';
import type { Merge } from './merge.ts';
import type { Random } from './random.ts';

const minute = hour / 60;
/** The share of failures that pass without a change: tests that cannot be relied on. */
const flaky = 0.5;

/** A pipeline run for each merge. Some fail; half of those pass when they are run again, the others with the next change. */
export function pipelineRuns(
  repository: string,
  merged: readonly (readonly [Habits, Merge, sha: string])[],
  era: Era,
  random: Random
): RunFact[] {
  const runs: RunFact[] = [];
  for (const [index, [habits, { at }, sha]] of merged.entries()) {
    const week = weekOf(era, at);
    const attempt = (number: number, startedAt: number, outcome: RunFact['outcome']): number => {
      const finishedAt = Math.floor(startedAt + random.around(habits.ciMinutes(week), 0.16) * minute);
      const id = `${repository}/run/${index + 1}-${number}`;
      const of = { fact: 'run', repository, id, workflow: 'CI', sha } as const;
      runs.push({
        ...of,
        attempt: number,
        startedAt,
        finishedAt,
        outcome,
        url: address(repository, `runs/${index + 1}`),
      });
      return finishedAt;
    };
    const passes = random.chance(habits.ciSuccess(week));
    const endedAt = attempt(1, at + minute / 2, passes ? 'success' : random.chance(0.06) ? 'cancelled' : 'failure');
    if (!passes && random.chance(flaky)) attempt(2, Math.floor(endedAt + random.around(20, 0.8) * minute), 'success');
  }
  return runs;
}
