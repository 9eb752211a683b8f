import type { Measure } from './measure.ts';
import { openProposals } from './open-proposals.ts';

/** A stock: its value is as of an instant, so its history is exact, too. */
export const openChanges = {
  name: 'open_changes',
  family: 'waymark_open_changes',
  title: 'Open changes',
  shortTitle: 'Open changes',
  unit: 'changes',
  kind: 'stock',
  reads: 'proposals',
  better: 'lower',
  statistics: ['value'],
  definition:
    'Pull requests opened and neither merged nor closed, as of an instant (of a period: its end). Drafts count. Not ' +
    'counted: bots unless configured, and pull requests of repositories of which the team owns a part only: nothing ' +
    'says before the merge whose they are.',
  why: 'Each open change is work begun and not finished: it ages, conflicts with others, and asks for attention.',
  howToRead: 'It breathes with the day. A line that climbs over weeks means that more is begun than is finished.',
  askNext: 'Which of the open changes could be finished before another one is begun?',
  guardrail: 'Share of unreviewed changes: close them by finishing, not by merging without a look.',
  observe: openProposals,
} as const satisfies Measure<'stock'>;
