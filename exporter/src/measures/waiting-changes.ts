import type { Slice } from '#domain/slice.ts';
import type { Observations } from './measure.ts';

/**
 * Changes from their merge to their first production deployment, Infinity where it has not come. The changes of a
 * service's first deployment are among them: until it came they were waiting, and the past must read as it was shown.
 * A change that was deployed before it was merged never waited.
 */
export function waitingChanges({ deployed, waiting }: Slice): Observations['stock'] {
  const waited = (merged: number, index: number) => merged <= (deployed.deployedAt[index] ?? NaN);
  const merged = deployed.mergedAt.filter(waited);
  const from = new Float64Array(merged.length + waiting.mergedAt.length);
  from.set(merged);
  from.set(waiting.mergedAt, merged.length);
  const to = new Float64Array(from.length).fill(Infinity);
  to.set(deployed.deployedAt.filter((_, index) => waited(deployed.mergedAt[index] ?? NaN, index)));
  return { from, to };
}
