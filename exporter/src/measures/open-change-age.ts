import type { Measure } from './measure.ts';
import { openProposals } from './open-proposals.ts';

/** What the cycle time of later changes will tell, today. */
export const openChangeAge = {
  name: 'open_change_age',
  family: 'waymark_open_change_age_seconds',
  title: 'Age of open changes',
  shortTitle: 'Open change age',
  unit: 'seconds',
  kind: 'ages',
  reads: 'proposals',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90', 'max'],
  definition:
    'How long ago the pull requests were opened that are neither merged nor closed, as of an instant (of a period: its ' +
    'end). Drafts count. Not counted: bots unless configured, and pull requests of repositories of which the team owns ' +
    'a part only. Nothing is open, no value.',
  why: 'A change that stays open grows stale: the code moves on beneath it, and so do the people.',
  howToRead: 'Compare the oldest with your usual time in review. All open ones are counted, so there is no interval.',
  askNext: 'Does anyone still want the oldest one, and if so, what does it wait for?',
  guardrail: 'Change cycle time: once old changes are merged, it rises for a while; that is the truth coming in.',
  observe: openProposals,
} as const satisfies Measure<'ages'>;
