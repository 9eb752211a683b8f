import type { Measure } from './measure.ts';
import { ofType } from './item-spans.ts';

/** A count of items, not of points. An item without a known start counts, too: it was finished. */
export const flowVelocity = {
  name: 'flow_velocity',
  family: 'waymark_flow_velocity_items_per_week',
  title: 'Flow velocity',
  shortTitle: 'Finished items',
  unit: 'items_per_week',
  kind: 'rate',
  reads: 'work_items',
  better: 'neither',
  statistics: ['value'],
  by: 'type',
  whole: true,
  definition:
    'Work items finished in the window per seven days, by type. An item counts once, when it was last closed as done; ' +
    'one that was opened again continues and does not count until then. Of an item with parts only the parts count. ' +
    'Not counted: items that were given up.',
  why: 'It is the pace at which the team really ends work, and so the basis of every honest forecast.',
  howToRead:
    'Items differ in size, so compare a team with its own past only, and weeks with their interval. More is not ' +
    'better as such: smaller items make the number grow, and nothing else.',
  askNext: 'Do we finish about as much as we start, and is what we finish what matters most?',
  guardrail: 'Flow time: more items a week must not come from keeping more of them open at once.',
  observe: ({ items: { finished } }, _options, group) => ({
    at: finished.finishedAt.filter(ofType(finished.type, group)),
    days: 7,
  }),
} as const satisfies Measure<'rate'>;
