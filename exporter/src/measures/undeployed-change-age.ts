import type { Measure } from './measure.ts';
import { waitingChanges } from './waiting-changes.ts';

/** The part of the lead time that has not ended yet: without it recent medians look better than they are. */
export const undeployedChangeAge = {
  name: 'undeployed_change_age',
  family: 'waymark_undeployed_change_age_seconds',
  title: 'Age of undeployed changes',
  shortTitle: 'Undeployed change age',
  unit: 'seconds',
  kind: 'ages',
  reads: 'deployments',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90', 'max'],
  definition:
    'How long ago the changes were merged that no successful production deployment has brought to users yet, as of an ' +
    'instant (of a period: its end). Changes of bots count. Not counted: open changes, and repositories of which no ' +
    'source knows the deployments. Nothing waits, no value.',
  why: 'These waits will end in the lead time later. The oldest one shows today what the median shows next month.',
  howToRead:
    'Compare the oldest with your usual time between deployments. Older than that, it was forgotten, held back or ' +
    'blocked. All waiting changes are counted, so there is no interval.',
  askNext: 'Why is the oldest one still waiting: forgotten, held back on purpose, or blocked?',
  guardrail: 'Change lead time: once old changes go out, it rises for a while; that is the truth coming in.',
  observe: waitingChanges,
} as const satisfies Measure<'ages'>;
