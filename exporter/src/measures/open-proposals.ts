import type { Slice } from '#domain/slice.ts';
import type { MeasureOptions, Observations } from './measure.ts';

/** Pull requests from their opening to their end, Infinity where it has not come; bots' only where they are asked for. */
export function openProposals({ proposals }: Slice, { bots }: MeasureOptions): Observations['stock'] {
  const counts = (_: number, index: number): boolean => bots === 'in' || proposals.bot[index] !== 1;
  return {
    from: proposals.openedAt.filter(counts),
    to: proposals.closedAt.map((end) => (Number.isNaN(end) ? Infinity : end)).filter(counts),
  };
}
