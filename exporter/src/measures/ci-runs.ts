import type { Measure } from './measure.ts';

export const ciRuns = {
  name: 'ci_runs',
  family: 'waymark_ci_runs_per_day',
  title: 'CI runs',
  shortTitle: 'CI runs',
  unit: 'per_day',
  kind: 'rate',
  reads: 'runs',
  better: 'neither',
  statistics: ['value'],
  definition:
    'Workflow runs on the default branch that ended in the window, divided by its days, weekends included. Each attempt ' +
    'counts, cancelled ones too. Of a repository that teams share, each sees all runs.',
  why: 'Integration that happens seldom is not continuous: what is checked together then is large.',
  howToRead: 'It follows the merges, times the number of workflows. Read changes in it, not its height.',
  askNext: 'Does every merge get checked soon after it, or do several wait for one run?',
  guardrail: 'CI duration: more runs must not make each of them wait for a machine.',
  observe: ({ runs }) => ({ at: runs.finishedAt }),
} as const satisfies Measure<'rate'>;
