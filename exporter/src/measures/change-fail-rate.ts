import { hour } from '#domain/window.ts';
import type { Measure } from './measure.ts';

/**
 * The denominator is deployments, not changes; one deployment with three incidents fails once. Late evidence (a revert,
 * an incident) still comes: a window with deployments younger than 72 hours counts them and is provisional.
 */
export const changeFailRate = {
  name: 'change_fail_rate',
  family: 'waymark_dora_change_fail_ratio',
  title: 'Change fail rate',
  shortTitle: 'Fail rate',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'deployments',
  better: 'lower',
  statistics: ['value'],
  definition:
    'Share of the successful production deployments finished in the window, rollbacks included, that then failed ' +
    'their users. What counts as evidence of a failure stands at each deployment. Deployments younger than 72 hours ' +
    'are counted, but provisional. Not counted: attempts that never reached production.',
  why: 'Every failed deployment costs users their trust and the team its plan for the day.',
  howToRead:
    'Look at the interval first: 2 of 20 may be a true rate of 3 % or of 30 %. Only a difference larger than the ' +
    'interval is news. No deployments, no value.',
  askNext: 'What did the last failed deployments have in common, and what would have shown it earlier?',
  guardrail: 'Deployment frequency: failing less must not come from deploying less.',
  settlesAfter: 72 * hour,
  observe: ({ deployments }) => ({ at: deployments.finishedAt, part: deployments.failed }),
} as const satisfies Measure<'ratio'>;
