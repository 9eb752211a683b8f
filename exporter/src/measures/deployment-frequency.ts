import type { Measure } from './measure.ts';

/** Null is not zero: a team gets 0 only where a source that knows deployments has reported without a gap. */
export const deploymentFrequency = {
  name: 'deployment_frequency',
  family: 'waymark_dora_deployment_frequency_per_day',
  title: 'Deployment frequency',
  shortTitle: 'Deployments',
  unit: 'per_day',
  kind: 'rate',
  reads: 'deployments',
  better: 'higher',
  statistics: ['value'],
  definition:
    'Successful production deployments that finished in the window, divided by its days, weekends included. ' +
    'Rollbacks and the deployments of bots count. Failed attempts and other environments do not.',
  why: 'Teams that deploy often ship less at a time: each deployment is easier to check, to mend and to learn from.',
  howToRead:
    '1 is one deployment a day, 0.14 about one a week. Zero means that nothing was deployed; no value means that we ' +
    'cannot know. With few deployments the interval is wide, and a week more or less says little.',
  askNext: 'What keeps a change that is done from going out today?',
  guardrail: 'Change fail rate: deploying more often must not mean failing more often.',
  observe: ({ deployments }) => ({ at: deployments.finishedAt }),
} as const satisfies Measure<'rate'>;
