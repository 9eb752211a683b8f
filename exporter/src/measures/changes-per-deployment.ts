import type { Measure } from './measure.ts';

/** The first deployment of a service brings its whole past: that is no batch, so it is not in the population. */
export const changesPerDeployment = {
  name: 'changes_per_deployment',
  family: 'waymark_changes_per_deployment',
  title: 'Changes per deployment',
  shortTitle: 'Changes per deployment',
  unit: 'changes',
  kind: 'durations',
  reads: 'deployments',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  definition:
    'How many changes a successful production deployment was the first to bring to production, by the window in which ' +
    'it finished. A rollback or a repeated deployment brings none and counts as 0. Not counted: the first deployment ' +
    'of a service, which brings its whole past.',
  why: 'Large batches hide the one change that breaks, and make each change wait for the slowest of its batch.',
  howToRead:
    'A median of 1 or 2 means that a failed deployment points at its cause. A high p90 beside a low median means that ' +
    'work piles up now and then: look at what held those deployments back.',
  askNext: 'What made the largest batch of this window wait, and could half of it have gone out earlier?',
  guardrail: 'Change fail rate: smaller batches should fail less often; if they do not, the checks need care.',
  observe({ deployments }) {
    const counts = (_: number, index: number) => deployments.baseline[index] !== 1;
    return {
      at: deployments.finishedAt.filter(counts),
      value: deployments.changes.filter(counts),
      leftOutAt: new Float64Array(),
    };
  },
} as const satisfies Measure<'durations'>;
