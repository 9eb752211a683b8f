import type { Measure } from './measure.ts';
import { outcomeOf } from './run-outcome.ts';

export const ciSuccess = {
  name: 'ci_success',
  family: 'waymark_ci_success_ratio',
  title: 'CI success',
  shortTitle: 'CI success',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'runs',
  better: 'higher',
  statistics: ['value'],
  definition:
    'Share of the workflow runs on the default branch that ended in the window and succeeded; each attempt counts for ' +
    'itself. Not counted: cancelled runs. Of a repository that teams share, each sees all runs.',
  why: 'While the default branch fails, nobody can tell whose change broke it, and nothing should be deployed.',
  howToRead:
    'Above nine in ten is a common advice for the default branch. Runs of one broken day fail together, so the interval ' +
    'is narrower than the truth.',
  askNext: 'Did the last failures come from a change, or from the checks themselves?',
  guardrail: 'CI duration: it must not succeed because less is checked.',
  observe({ runs }) {
    const counts = (_: number, index: number): boolean => outcomeOf(runs, index) !== 'cancelled';
    const succeeded = runs.outcome.map((_, index) => (outcomeOf(runs, index) === 'success' ? 1 : 0));
    return { at: runs.finishedAt.filter(counts), part: succeeded.filter(counts) };
  },
} as const satisfies Measure<'ratio'>;
