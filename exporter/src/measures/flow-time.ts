import { flowTimes } from './item-spans.ts';
import type { Measure } from './measure.ts';

/** From start to done with all waits; weeks that an item lay closed before it was opened again are in it. */
export const flowTime = {
  name: 'flow_time',
  family: 'waymark_flow_time_seconds',
  title: 'Flow time',
  shortTitle: 'Flow time',
  unit: 'seconds',
  kind: 'durations',
  reads: 'work_items',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  by: 'type',
  whole: true,
  definition:
    'Time from the start of work on an item (its first sign of work, or the opening of the first pull request that ' +
    'names it) to its last closing as done, waits and nights included, in the window of that closing. Left out and ' +
    'counted: items closed without a known start. Of an item with parts only the parts count.',
  why: 'It is what someone who asks for something feels once work on it has begun, waits included.',
  howToRead:
    'Half of the items were done faster than the median; p90 shows what surprises people. What is still in progress ' +
    'is not in it, so read it beside the age of that.',
  askNext: 'For what did the slowest item of this window wait, and what would have ended the wait earlier?',
  guardrail: 'Flow velocity: shorter times must not come from finishing only what is small.',
  observe: ({ items }, _options, group) => flowTimes(items, group),
} as const satisfies Measure<'durations'>;
