import { expectationAt, expectationSpan } from './item-expectation.ts';
import { itemsInProgress } from './item-spans.ts';
import type { Measure } from './measure.ts';
import { rollingPresentAt } from './rolling.ts';
import type { Ordered } from './statistics.ts';

/** Each item's age is compared with the expectation of the same instant, so the past reads as it was shown. */
export const flowPastExpectation = {
  name: 'flow_past_expectation',
  family: 'waymark_flow_past_expectation_ratio',
  title: 'Flow past expectation',
  shortTitle: 'Past the expectation',
  unit: 'ratio',
  kind: 'level',
  reads: 'work_items',
  better: 'lower',
  statistics: ['value'],
  looksBack: expectationSpan,
  definition:
    'Of the items in progress, the share that is older than the expectation (the 85th percentile of the flow times of ' +
    'the last 13 weeks), as of an instant (of a period: its end). Nothing in progress, or nothing finished in 13 ' +
    'weeks, no value.',
  why: 'These items already take longer than usual, and nothing else warns of them before they are done.',
  howToRead:
    'About 15 of 100 finished items took longer, so some are always there. All items in progress are counted, so ' +
    'there is no interval. Look at the items themselves: they are listed with their age.',
  askNext: 'What stops the items that are past it, and what do they have in common?',
  guardrail: 'Flow load: it also falls when many young items are started at once.',
  observe({ items }) {
    const expectation = expectationAt(items);
    const { from, to } = itemsInProgress(items);
    let present = rollingPresentAt(from, to);
    let last = -Infinity;
    return {
      at: (time: number) => {
        if (time < last) present = rollingPresentAt(from, to);
        last = time;
        const expected = expectation(time);
        const starts = present(time);
        if (expected === undefined || starts.n === 0) return undefined;
        const numerator = countBelow(starts, time - expected.value * 1000);
        return { value: numerator / starts.n, n: starts.n, numerator, denominator: starts.n };
      },
    };
  },
} as const satisfies Measure<'level'>;

function countBelow(values: Ordered, limit: number): number {
  let low = 0;
  let high = values.n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values.at(middle) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
