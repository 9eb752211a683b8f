import { ratioInterval } from '#measures/statistics.ts';
import { average, type Scale } from './scales.ts';
import type { Change } from './signal.ts';
import { sum, togetherOf, type Trials } from './trials.ts';

/** The 99.5 % point of the normal: both ends of a 99 % interval. */
const z = 2.5758293035489004;

/**
 * Two spans of values on their scale: Welch's t interval. Where a week resembles the one before, some are worth fewer;
 * how much (lag 1) is told by the earlier span, as a step within the later one would look like it.
 */
export function compareValues(before: readonly number[], after: readonly number[], scale: Scale): Change {
  const [a, b] = [spread(before), spread(after)];
  const lag = Math.max(0, Math.min(0.95, a.products / a.squares || 0));
  const worth = (1 - lag) / (1 + lag);
  const [va, vb] = [a.squares / (a.n - 1) / (a.n * worth), b.squares / (b.n - 1) / (b.n * worth)];
  const degrees = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const half = va + vb > 0 ? studentQuantile(Math.max(1, degrees * worth)) * Math.sqrt(va + vb) : 0;
  const shift = b.mean - a.mean;
  const moved = (by: number) => scale.from(a.mean + by) - scale.from(a.mean);
  return {
    before: average(scale, before),
    after: average(scale, after),
    low: moved(shift - half),
    high: moved(shift + half),
    n: b.n,
  };
}

/** Two ratios: Newcombe's interval from Wilson's (Statistics in Medicine 17, 1998, method 10). */
export function compareTrials(before: readonly Trials[], after: readonly Trials[], quantile = z): Change {
  const [a, b] = [sum(before), sum(after)];
  const together = Math.max(togetherOf(before), togetherOf(after));
  const [pa, pb] = [a.part / a.whole, b.part / b.whole];
  const ia = ratioInterval(a.part / together, a.whole / together, quantile);
  const ib = ratioInterval(b.part / together, b.whole / together, quantile);
  return {
    before: pa,
    after: pb,
    low: pb - pa - Math.hypot(pb - ib.low, ia.high - pa),
    high: pb - pa + Math.hypot(ib.high - pb, pa - ia.low),
    n: b.whole,
  };
}

/** Events in so much time: given all of them, those of the later span are binomial, with Wilson's interval. */
export function compareEvents(before: Events, after: Events): Change {
  const [ra, rb] = [before.events / before.span, after.events / after.span];
  const share = ratioInterval(after.events, before.events + after.events, z);
  const ratio = (of: number) => ((of / (1 - of)) * before.span) / after.span;
  return {
    before: ra,
    after: rb,
    low: ra * (ratio(share.low) - 1),
    high: ra * (ratio(share.high) - 1),
    n: after.events,
  };
}
type Events = { readonly events: number; readonly span: number };

function spread(values: readonly number[]) {
  const n = values.length;
  const first = values[0] ?? NaN;
  // From the first on, as the mean of equal values would differ from them by rounding.
  const mean = first + values.reduce((total, value) => total + (value - first), 0) / n;
  const off = values.map((value) => value - mean);
  return {
    n,
    mean,
    squares: off.reduce((total, value) => total + value ** 2, 0),
    products: off.slice(1).reduce((total, value, index) => total + value * (off[index] ?? NaN), 0),
  };
}

/** The 99.5 % point of Student's t, from the normal's (Abramowitz and Stegun 26.7.5); to 0.1 % from 5 degrees on. */
export function studentQuantile(degrees: number): number {
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * degrees ** 4)
  );
}
