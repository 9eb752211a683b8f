import type { Measure } from './measure.ts';

/** A review after the merge comes too late for what it is about here. */
export const changeUnreviewed = {
  name: 'change_unreviewed',
  family: 'waymark_change_unreviewed_ratio',
  title: 'Share of unreviewed changes',
  shortTitle: 'Unreviewed changes',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'reviews',
  better: 'lower',
  statistics: ['value'],
  definition:
    'Share of the pull requests merged in the window that no other human had reviewed before the merge. Reviews by bots ' +
    'and by the author do not count, nor do reviews after the merge. Not counted: direct pushes, bots unless ' +
    'configured, and changes of which only git tells.',
  why: 'A second look spreads knowledge and finds what tests cannot.',
  howToRead:
    'Working in pairs can make it high for a good reason: then it says nothing. Look at the interval before you read a ' +
    'difference into it.',
  askNext: 'Which of the changes without a review had to be mended later?',
  guardrail: 'Time in each stage of a change: more reviews must not make changes wait for the first look.',
  observe({ pulls }, { bots }) {
    const counts = (_: number, index: number): boolean =>
      !Number.isNaN(pulls.reviewRounds[index] ?? NaN) && (bots === 'in' || pulls.bot[index] !== 1);
    const unreviewed = pulls.bot.map((_, index) =>
      (pulls.firstReviewAt[index] ?? NaN) <= (pulls.mergedAt[index] ?? NaN) ? 0 : 1
    );
    return { at: pulls.mergedAt.filter(counts), part: unreviewed.filter(counts) };
  },
} as const satisfies Measure<'ratio'>;
