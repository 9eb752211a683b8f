import { itemsInProgress } from './item-spans.ts';
import type { Measure } from './measure.ts';

/** The part of the flow time that has not ended yet. */
export const flowItemAge = {
  name: 'flow_item_age',
  family: 'waymark_flow_item_age_seconds',
  title: 'Flow item age',
  shortTitle: 'Age of work in progress',
  unit: 'seconds',
  kind: 'ages',
  reads: 'work_items',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90', 'max'],
  definition:
    'How long ago work began on the items that are in progress, as of an instant (of a period: its end). The time that ' +
    'an item lay closed before it was opened again is in it. Nothing in progress, no value.',
  why: 'An item that grows old is the earliest sign of trouble: the flow time shows it only once it is over.',
  howToRead:
    'Compare the oldest with the expectation. Past it, the item takes longer than 85 of 100 did. All items in progress ' +
    'are counted, so there is no interval.',
  askNext: 'What does the oldest item need to be done, or should we stop it?',
  guardrail: 'Flow time: closing old items unfinished makes them young only on paper.',
  observe: ({ items }) => itemsInProgress(items),
} as const satisfies Measure<'ages'>;
