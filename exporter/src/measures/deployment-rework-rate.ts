import { hour } from '#domain/window.ts';
import type { Measure } from './measure.ts';

/** A deployment is known as rework only with what it mends, so the rate settles as late as the change fail rate. */
export const deploymentReworkRate = {
  name: 'deployment_rework_rate',
  family: 'waymark_dora_deployment_rework_ratio',
  title: 'Deployment rework rate',
  shortTitle: 'Rework rate',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'deployments',
  better: 'lower',
  statistics: ['value'],
  definition:
    'Share of the successful production deployments finished in the window that nobody planned: they were made to ' +
    'take back an earlier one (rollback) or to mend it (remediation). Deployments younger than 72 hours are counted, ' +
    'but provisional. Not counted: attempts that never reached production.',
  why: 'Rework displaces planned work. A growing share says that the team ships its days away on repairs.',
  howToRead:
    'Read it beside the change fail rate: one failure may need several deployments to mend, so rework can be higher. ' +
    'With few deployments the interval is wide. No deployments, no value.',
  askNext: 'Which kind of repair came up more than once, and what would spare us the next one?',
  guardrail: 'Failed deployment recovery time: fewer repairs must not mean that failures wait longer.',
  settlesAfter: 72 * hour,
  observe: ({ deployments }) => ({ at: deployments.finishedAt, part: deployments.rework }),
} as const satisfies Measure<'ratio'>;
