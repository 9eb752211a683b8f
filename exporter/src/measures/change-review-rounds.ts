import type { Measure } from './measure.ts';
import { pullValues } from './pull-values.ts';

/** Without a review there is no round: such changes are told by their share, and would only hide the others here. */
export const changeReviewRounds = {
  name: 'change_review_rounds',
  family: 'waymark_change_review_rounds',
  title: 'Review rounds',
  shortTitle: 'Review rounds',
  unit: 'rounds',
  kind: 'durations',
  reads: 'reviews',
  better: 'neither',
  statistics: ['p50', 'p75', 'p90'],
  definition:
    'How often others reviewed a pull request: the first time, and each time again after new commits; by the window in ' +
    'which it was merged. Not counted: pull requests that nobody else reviewed, and bots unless configured.',
  why: 'Each round sends a change back and forth between people who have begun something else meanwhile.',
  howToRead:
    'One round is a look and a yes. Many rounds may mean large changes, unclear aims, or a review that teaches: neither ' +
    'good nor bad by itself, so read it beside the size and the time in review.',
  askNext: 'What came up in the last rounds that could have been settled before the first line?',
  guardrail: 'Share of unreviewed changes: fewer rounds must not mean fewer reviews.',
  observe({ pulls }, options) {
    return pullValues(
      pulls,
      pulls.reviewRounds.map((rounds) => (rounds >= 1 ? rounds : NaN)),
      options
    );
  },
} as const satisfies Measure<'durations'>;
