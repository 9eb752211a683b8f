import type { Measure } from './measure.ts';
import { outcomeOf } from './run-outcome.ts';

/** Seen from the success, which knows all that it needs: no later run can change what was said of a window. */
export const ciRerun = {
  name: 'ci_rerun',
  family: 'waymark_ci_rerun_ratio',
  title: 'CI re-runs',
  shortTitle: 'CI re-runs',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'runs',
  better: 'lower',
  statistics: ['value'],
  definition:
    'Share of the successful workflow runs on the default branch, by the window in which they ended, whose very commit ' +
    'had failed the same workflow before: nothing was mended but the luck. Of a repository that teams share, each sees ' +
    'all runs.',
  why: 'A check that fails without a cause teaches people not to believe it when it has one.',
  howToRead:
    'Only what was run again and passed is seen, so flaky checks that nobody repeats are not in it. Outages of the ' +
    'machines count as well.',
  askNext: 'Which check failed most often without a cause, and what would make it dependable?',
  guardrail: 'CI success: fewer re-runs must not mean that failures are left standing.',
  observe({ runs }) {
    const counts = (_: number, index: number): boolean => outcomeOf(runs, index) === 'success';
    return { at: runs.finishedAt.filter(counts), part: runs.failedBefore.filter(counts) };
  },
} as const satisfies Measure<'ratio'>;
