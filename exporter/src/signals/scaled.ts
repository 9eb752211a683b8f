import { alertLimits, baselineOf, drawnLimits, fewest, type Baseline } from './process-behaviour.ts';
import { average, type Scale } from './scales.ts';
import type { Side, Spot, Method } from './watch.ts';

/** A value on its scale. */
export type Scaled = Spot & { readonly y: number };

/** A process-behaviour chart (XmR) of single values; limits are drawn at 2.66 and alarm is given further out. */
export function scaledMethod(scale: Scale, atLeast = fewest): Method<Scaled, Baseline> {
  return {
    rule: 'limit',
    runs: true,
    learn: (spots) => (spots.length < atLeast ? undefined : baselineOf(spots.map(({ y }) => y))),
    look(baseline, spots, index) {
      const y = spots[index]?.y ?? NaN;
      const { lower, upper } = alertLimits(baseline);
      // A mean of equal values may miss them by the last digit: that is no side.
      const off = y - baseline.centre;
      const side = (Math.abs(off) <= 1e-9 * Math.max(1, Math.abs(baseline.centre)) ? 0 : Math.sign(off)) as Side;
      // Values that never moved give no idea of chance.
      return { side, beyond: baseline.range > 0 && (y < lower || y > upper) ? side : 0 };
    },
    usual(baseline) {
      const { lower, upper } = drawnLimits(baseline);
      return { lower: scale.from(lower), centre: scale.from(baseline.centre), upper: scale.from(upper), weeks: 1 };
    },
    value: (spots) =>
      average(
        scale,
        spots.map(({ y }) => y)
      ),
  };
}
