import { ofType } from './item-spans.ts';
import type { Measure } from './measure.ts';

/** What no rule of the configuration knows is a share of its own, so that nobody takes the rest for the whole. */
export const flowDistribution = {
  name: 'flow_distribution',
  family: 'waymark_flow_distribution_ratio',
  title: 'Flow distribution',
  shortTitle: 'Flow distribution',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'work_items',
  better: 'neither',
  statistics: ['value'],
  watched: 'never',
  by: 'type',
  definition:
    'Of the work items finished in the window, the share of each type: feature, defect, risk, debt, as the ' +
    'configuration tells them by label or issue type, and unclassified. It counts items, not effort. Of an item with ' +
    'parts only the parts count.',
  why: 'What is not chosen openly is chosen by whoever shouts: debt and risk are the first to be dropped.',
  howToRead:
    'There is no right mix. A share that moves without a decision is worth a talk; with much unclassified, all other ' +
    'shares are guesses.',
  askNext: 'Is this the mix that we would choose, and when did we choose it?',
  guardrail: 'Flow unplanned work: a mix that is decided by interruptions cannot be planned.',
  observe: ({ items: { finished } }, _options, group) => {
    const wanted = ofType(finished.type, group);
    return { at: finished.finishedAt, part: finished.type.map((_, index) => (wanted(_, index) ? 1 : 0)) };
  },
} as const satisfies Measure<'ratio'>;
