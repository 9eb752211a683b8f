import { type RunOutcome, runOutcomes, type Slice } from '#domain/slice.ts';

export function outcomeOf(runs: Slice['runs'], index: number): RunOutcome | undefined {
  return runOutcomes[runs.outcome[index] ?? NaN];
}
