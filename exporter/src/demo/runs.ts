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
/** Who sees no next change within this time runs the pipeline again. */
const patience = 4 * hour;

/**
 * A pipeline run for each merge, one after the other. Some fail: half of those pass when they are run again at once, the
 * others with a change that comes soon.
 */
export function pipelineRuns(
  repository: string,
  merged: readonly (readonly [Habits, Merge, sha: string])[],
  era: Era,
  random: Random
): RunFact[] {
  const runs: RunFact[] = [];
  let freeAt = -Infinity;
  for (const [index, [habits, { at }, sha]] of merged.entries()) {
    const week = weekOf(era, at);
    const attempt = (number: number, wanted: number, outcome: RunFact['outcome']): void => {
      const startedAt = Math.max(wanted, freeAt);
      const finishedAt = Math.floor(startedAt + random.around(habits.ciMinutes(week), 0.16) * minute);
      freeAt = finishedAt;
      const id = `${repository}/run/${index + 1}-${number}`;
      const url = address(repository, `runs/${index + 1}`);
      const of = { fact: 'run', repository, id, workflow: 'CI', sha } as const;
      runs.push({ ...of, attempt: number, startedAt, finishedAt, outcome, url });
    };
    const passes = random.chance(habits.ciSuccess(week));
    attempt(1, at + minute / 2, passes ? 'success' : random.chance(0.06) ? 'cancelled' : 'failure');
    if (passes) continue;
    const nextAt = merged[index + 1]?.[1].at ?? Infinity;
    if (random.chance(flaky)) attempt(2, freeAt + 2 * minute, 'success');
    else if (nextAt - at > patience) attempt(2, Math.floor(freeAt + random.around(60, 0.6) * minute), 'success');
  }
  return runs;
}
