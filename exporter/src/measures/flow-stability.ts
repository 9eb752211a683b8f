import { day } from '#domain/window.ts';
import { flowTimes, itemsInProgress } from './item-spans.ts';
import type { Measure } from './measure.ts';
import { firstAtLeast } from './rank-tree.ts';
import { runningSums } from './running-sums.ts';

const span = 56 * day;

/** Beyond this distance from 1 nothing may be forecast from past throughput. */
const tolerance = 0.25;

/** Whether the work flows steadily enough for a forecast from its past: Little's law holds within a quarter. */
export function isStable(stability: number): boolean {
  return Math.abs(stability - 1) <= tolerance;
}

/**
 * Little's law: mean work in progress = throughput × mean time in it, where as much leaves as arrives and all that is
 * started gets finished. Over one span the throughput and the means all share its length, so that what is left is the
 * time that items spent in progress ÷ the flow time of those that were finished.
 */
export const flowStability = {
  name: 'flow_stability',
  family: 'waymark_flow_stability_ratio',
  title: 'Flow stability',
  shortTitle: 'Flow stability',
  unit: 'ratio',
  kind: 'level',
  reads: 'work_items',
  better: 'neither',
  statistics: ['value'],
  looksBack: span,
  definition:
    'Mean work in progress divided by throughput times mean flow time, over the 8 weeks before an instant (of a period: ' +
    "its end): 1 where Little's law holds. Items without a known start are in neither. Nothing finished in 8 weeks, no " +
    'value.',
  why: 'A forecast from past throughput assumes a steady flow. Where the flow is not steady, it is wrong in silence.',
  howToRead:
    'Between 0.75 and 1.25 the flow is steady enough. Above, work piles up or lies around: more is started than ends. ' +
    'Below, a backlog of old items is being cleared. Outside, forecasts are unreliable.',
  askNext: 'What did we start in these weeks that nobody is working on now?',
  guardrail: 'Flow velocity: a steady flow of nothing is steady, too.',
  observe({ items }) {
    const { from, to } = itemsInProgress(items);
    const begun = timeSince(from);
    const ended = timeSince(to.filter((end) => end < Infinity));
    const inProgress = (time: number): number => begun(time) - ended(time);
    const { at, value } = flowTimes(items);
    const flow = runningSums(value);
    return {
      at: (time: number) => {
        const first = firstAtLeast(at, time - span);
        const end = firstAtLeast(at, time);
        const denominator = (flow[end] ?? NaN) - (flow[first] ?? NaN);
        if (!(denominator > 0)) return undefined;
        const numerator = inProgress(time) - inProgress(time - span);
        return { value: numerator / denominator, n: end - first, numerator, denominator };
      },
    };
  },
} as const satisfies Measure<'level'>;

/** The seconds gone by since all of these times that lie before an instant, added up. */
function timeSince(times: Float64Array): (time: number) => number {
  const sorted = times.slice().sort();
  const origin = sorted[0] ?? 0;
  const sums = runningSums(sorted.map((time) => (time - origin) / 1000));
  return (time) => {
    const n = firstAtLeast(sorted, time);
    return (n * (time - origin)) / 1000 - (sums[n] ?? NaN);
  };
}
