import type { Measure } from './measure.ts';
import { Spans } from './spans.ts';

/** One observation for each time that a workflow was broken, however often it failed meanwhile. */
export const ciRecoveryTime = {
  name: 'ci_recovery_time',
  family: 'waymark_ci_recovery_time_seconds',
  title: 'CI recovery time',
  shortTitle: 'CI recovery time',
  unit: 'seconds',
  kind: 'durations',
  reads: 'runs',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  watched: 'singly',
  definition:
    'Time from the end of the first failed run of a workflow on the default branch to the end of its next success, in ' +
    'the window of that success. Not counted: workflows that still fail; cancelled runs say nothing. Of a repository ' +
    'that teams share, each sees all runs.',
  why: 'While the checks fail for everybody, new mistakes hide behind the old one.',
  howToRead:
    'Nights and weekends are in it. No recovery in the window, no value: nothing broke, or nothing was mended yet.',
  askNext: 'How was the last one noticed, and how much later than the first failure?',
  guardrail: 'CI re-runs: it must not recover by being run again until it passes.',
  observe({ runs }) {
    const spans = new Spans();
    runs.redSince.forEach((start, index) => {
      if (!Number.isNaN(start)) spans.add(start, runs.finishedAt[index] ?? NaN);
    });
    return spans.observations();
  },
} as const satisfies Measure<'durations'>;
