import type { Measure } from './measure.ts';
import { Spans } from './spans.ts';

/**
 * Weighted by change, not by commit: a change of a hundred commits waits once. A change that was deployed before it
 * was merged cannot be: a wrong clock or a wrong match, so it is left out and counted, as are negative spans and
 * changes without a known first commit. Not in the population at all: bots' changes unless asked for, and the changes
 * of a service's first deployment, of which nothing says since when they could have been deployed.
 */
export const changeLeadTime = {
  name: 'change_lead_time',
  family: 'waymark_dora_change_lead_time_seconds',
  title: 'Change lead time',
  shortTitle: 'Lead time',
  unit: 'seconds',
  kind: 'durations',
  reads: 'deployments',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  definition:
    'Time from the first commit of a change (or from its merge, if so configured) to the end of its first successful ' +
    'production deployment. Each change counts once, in the window of that deployment. Not counted: changes of bots ' +
    'unless configured, and those of the first deployment of a service. Left out and counted: impossible times.',
  why: 'It is how long an idea, once someone works on it, waits for its users, and how long a fix would take in need.',
  howToRead:
    'Half of the changes were faster than the median; p90 shows the slow ones. What is merged but still waits is not ' +
    'in it yet: the last weeks are right-censored and look better than they are. Read it beside the undeployed changes.',
  askNext: 'Where does a change wait longest: for its author, for a review, or for a deployment?',
  guardrail: 'Change fail rate: faster must not come from checking less.',
  observe({ deployed }, { leadTimeFrom, bots }) {
    const starts = leadTimeFrom === 'merge' ? deployed.mergedAt : deployed.firstCommitAt;
    const spans = new Spans();
    deployed.deployedAt.forEach((end, index) => {
      if (deployed.baseline[index] === 1 || (bots === 'out' && deployed.bot[index] === 1)) return;
      if (end < (deployed.mergedAt[index] ?? NaN)) spans.leaveOut(end);
      else spans.add(starts[index] ?? NaN, end);
    });
    return spans.observations();
  },
} as const satisfies Measure<'durations'>;
