import { ofType } from './item-spans.ts';
import type { Measure } from './measure.ts';

/** The sum of the active times ÷ that of the flow times, so that a long wait weighs what it cost. */
export const flowEfficiency = {
  name: 'flow_efficiency',
  family: 'waymark_flow_efficiency_ratio',
  title: 'Flow efficiency',
  shortTitle: 'Flow efficiency',
  unit: 'ratio',
  kind: 'share',
  reads: 'work_items',
  better: 'higher',
  statistics: ['value'],
  by: 'type',
  whole: true,
  definition:
    'Of the time between start and finish of the items finished in the window, the share in which they did not wait: ' +
    'all active time divided by all flow time. Only items whose waiting is marked (by the configured label) are in ' +
    'it; where no waiting is marked there is no value.',
  why: 'Most of the time an item takes is usually waiting, and a wait is cheaper to remove than work is to speed up.',
  howToRead:
    'It is only as good as the marks: a team that forgets to mark waits looks efficient. Watch how it moves, not how ' +
    'high it is; the interval tells how the weeks differ.',
  askNext: 'Which wait comes up most often, and what would end it?',
  guardrail: 'Flow time: efficiency that rises while items take as long as before means that waits are not marked.',
  observe({ items: { finished } }, _options, group) {
    const wanted = ofType(finished.type, group);
    const flow = finished.finishedAt.map((end, index) => (end - (finished.startedAt[index] ?? NaN)) / 1000);
    const known = (_: number, index: number) =>
      wanted(_, index) && (flow[index] ?? NaN) >= 0 && !Number.isNaN(finished.blockedFor[index]);
    const active = flow.map((whole, index) => whole - (finished.blockedFor[index] ?? NaN) / 1000);
    return { at: finished.finishedAt.filter(known), part: active.filter(known), whole: flow.filter(known) };
  },
} as const satisfies Measure<'share'>;
