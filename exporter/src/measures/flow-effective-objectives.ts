import type { Window } from '#domain/window.ts';
import type { Measure } from './measure.ts';
import { firstAtLeast } from './rank-tree.ts';

/** exp(−Σ s ln s) of the shares: .7, .2 and .1 are as mixed as 2.23 objectives of equal share. */
export const flowEffectiveObjectives = {
  name: 'flow_effective_objectives',
  family: 'waymark_flow_effective_objectives',
  title: 'Flow effective objectives',
  shortTitle: 'Effective objectives',
  unit: 'objectives',
  kind: 'reading',
  reads: 'work_items',
  better: 'neither',
  statistics: ['value'],
  definition:
    'How many objectives of equal share would split the finished work of the window as much as it was split (the ' +
    'exponential of the entropy of the shares): 1 where all served one. Items that serve no objective are not in it. ' +
    'No objectives configured, or nothing finished for one, no value.',
  why: 'A team that serves many objectives at once pays for each switch, and finishes each of them later.',
  howToRead:
    'Shares of 70, 20 and 10 % read 2.2. It cannot be larger than the number of items, so weeks with few of them look ' +
    'focused. A rise means that attention is spread thinner.',
  askNext: 'Which objective could wait, so that another one is done sooner?',
  guardrail: 'Flow objective share: focus is worth it only on what matters most.',
  observe({ items: { finished } }, { objectives = [] }) {
    return {
      within: ({ from, to }: Window) => {
        const counts = new Float64Array(objectives.length);
        const end = firstAtLeast(finished.finishedAt, to);
        for (let index = firstAtLeast(finished.finishedAt, from); index < end; index++) {
          const objective = finished.objective[index] ?? NaN;
          if (objective < counts.length) counts[objective] = (counts[objective] ?? 0) + 1;
        }
        const n = counts.reduce((sum, count) => sum + count, 0);
        return n === 0 ? undefined : { value: effectiveNumber(counts), n };
      },
    };
  },
} as const satisfies Measure<'reading'>;

/** How many equal counts would be as mixed as these: exp of the entropy of their shares. */
function effectiveNumber(counts: Float64Array): number {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const entropy = counts
    .filter((count) => count > 0)
    .reduce((sum, count) => sum - (count / whole) * Math.log(count / whole), 0);
  return Math.exp(entropy);
}
