import { itemsInProgress } from './item-spans.ts';
import type { Measure } from './measure.ts';

/** What enters the work in progress, given up or not: beside the velocity it tells whether that grows. */
export const flowArrivals = {
  name: 'flow_arrivals',
  family: 'waymark_flow_arrivals_items_per_week',
  title: 'Flow arrivals',
  shortTitle: 'Started items',
  unit: 'items_per_week',
  kind: 'rate',
  reads: 'work_items',
  better: 'neither',
  statistics: ['value'],
  definition:
    'Work items started in the window per seven days: by the first sign of work on them, or by the opening of the ' +
    'first pull request that names them. Not counted: items whose start is not known, and those that have parts.',
  why: 'A team that starts more than it finishes fills up, and then everything takes longer.',
  howToRead:
    'Read it beside the velocity. Over some weeks both should be about the same; where arrivals stay above, work in ' +
    'progress grows by the difference every week.',
  askNext: 'What did we start that could have waited until something else was done?',
  guardrail: 'Flow velocity: starting less must not come with finishing less.',
  observe: ({ items }) => ({ at: itemsInProgress(items).from.sort(), days: 7 }),
} as const satisfies Measure<'rate'>;
