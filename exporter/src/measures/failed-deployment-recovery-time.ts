import type { Measure } from './measure.ts';
import { Spans } from './spans.ts';

/** Belongs to the window in which it ended, as nobody knows before how long it takes; so open failures are not in it. */
export const failedDeploymentRecoveryTime = {
  name: 'failed_deployment_recovery_time',
  family: 'waymark_dora_failed_deployment_recovery_time_seconds',
  title: 'Failed deployment recovery time',
  shortTitle: 'Recovery time',
  unit: 'seconds',
  kind: 'durations',
  reads: 'deployments',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  watched: 'singly',
  definition:
    'Time from the end of a production deployment that failed its users to the recovery: the end of the deployment ' +
    'that mended it or took it back, or the end of its incident. It counts in the window in which the recovery came. ' +
    'Not counted: failures still open. Left out and counted: a recovery before its deployment.',
  why: 'Failures will come. How soon users are well again decides what each of them costs.',
  howToRead:
    'There are few failures in a window, so look at each one before you trust the median. No failure that ended, ' +
    'no value: that is good news, not missing data.',
  askNext: 'What took longest the last time: to notice it, to find the cause, or to get the fix out?',
  guardrail: 'Deployment rework rate: a quick patch that needs the next one is no recovery.',
  observe({ deployments }) {
    const spans = new Spans();
    deployments.recoveredAt.forEach((end, index) => {
      if (deployments.failed[index] === 1 && !Number.isNaN(end)) spans.add(deployments.finishedAt[index] ?? NaN, end);
    });
    return spans.observations();
  },
} as const satisfies Measure<'durations'>;
