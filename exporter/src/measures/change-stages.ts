import type { Slice } from '#domain/slice.ts';
import { stages } from './groups.ts';
import type { MeasureOptions } from './measure.ts';

/** The whole time of a change, in milliseconds: the sum of its stages. */
export function wholeOf(spent: Float64Array): number {
  let whole = 0;
  for (const time of spent) if (!Number.isNaN(time)) whole += time;
  return whole;
}

/**
 * Visits each deployed change with the milliseconds that it spent in each stage, in the order of `stages`; NaN: it has
 * no such stage. They add up to its whole time, from the first commit to production. `spent` holds until the next visit.
 *
 * A first review before the change was ready leaves no pickup. Without a review before the merge there is no pickup, and
 * all the time it was ready is review. A direct push, and a change of which only git tells, has coding and deploy only.
 * Where any stage would be negative, or no first commit is known, the whole change is left out: its other stages would
 * then be wrong, too.
 */
export function eachChange(
  { deployed }: Pick<Slice, 'deployed'>,
  { bots }: MeasureOptions,
  visit: (deployedAt: number, spent: Float64Array) => void,
  leaveOut: (deployedAt: number) => void
): void {
  const spent = new Float64Array(stages.length);
  const column = (values: Float64Array, index: number): number => values[index] ?? NaN;
  deployed.deployedAt.forEach((deployedAt, index) => {
    if (deployed.baseline[index] === 1 || (bots === 'out' && deployed.bot[index] === 1)) return;
    const firstCommit = column(deployed.firstCommitAt, index);
    const merged = column(deployed.mergedAt, index);
    const ready = column(deployed.readyAt, index);
    const reviewed = column(deployed.firstReviewAt, index);
    const isPull = !Number.isNaN(ready);
    const isReviewed = isPull && reviewed <= merged;
    const coding = (isPull ? ready : merged) - firstCommit;
    const pickup = isReviewed ? Math.max(0, reviewed - ready) : NaN;
    const review = isPull ? merged - (isReviewed ? Math.max(ready, reviewed) : ready) : NaN;
    const deploy = deployedAt - merged;
    if (!(coding >= 0) || review < 0 || deploy < 0) {
      leaveOut(deployedAt);
      return;
    }
    // In the order of `stages`; an array for each change would cost more than all the rest.
    spent[0] = coding;
    spent[1] = pickup;
    spent[2] = review;
    spent[3] = deploy;
    visit(deployedAt, spent);
  });
}

/** False for pickup and review where no source of the team knows reviews: then they are not 0, but unknown. */
export function isKnown(stage: string | undefined, { coverage }: Pick<Slice, 'coverage'>): boolean {
  return coverage.knows.has('reviews') || (stage !== 'pickup' && stage !== 'review');
}
