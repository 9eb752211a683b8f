import { expectationAt, expectationSpan } from './item-expectation.ts';
import type { Measure } from './measure.ts';

/** Kanban's service level expectation: a forecast for one item, made of the team's own recent past. */
export const flowExpectation = {
  name: 'flow_expectation',
  family: 'waymark_flow_expectation_seconds',
  title: 'Flow expectation',
  shortTitle: 'Expectation',
  unit: 'seconds',
  kind: 'level',
  reads: 'work_items',
  better: 'lower',
  statistics: ['value'],
  looksBack: expectationSpan,
  definition:
    'The time within which 85 of 100 items were done: the 85th percentile of the flow times of all items finished in ' +
    'the 13 weeks before an instant (of a period: its end). Nothing finished in them, no value.',
  why: 'It lets a team say what to expect of an item that it starts today, and see at once which item breaks that.',
  howToRead:
    'It is a range, not a promise: 15 of 100 items take longer. Fewer than 23 items give no interval: then take it ' +
    'for a guess.',
  askNext: 'Would we tell someone this number today, and what would have to change to halve it?',
  guardrail: 'Flow past expectation: an expectation that nobody acts on is only a number.',
  observe: ({ items }) => ({ at: expectationAt(items) }),
} as const satisfies Measure<'level'>;
