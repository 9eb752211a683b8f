/** A multiset in ascending order: how many, and the k-th smallest, k from 0. */
export type Ordered = { readonly n: number; readonly at: (k: number) => number };

/** 95 %, both ends included. */
export type Interval = { readonly low: number; readonly high: number };

const z95 = 1.959963984540054;
const tail = 0.025;

/** Type 7 of Hyndman and Fan: linear between order statistics; p = 0.5 of an even number is the mean of the middle two. */
export function quantile(values: Ordered, p: number): number {
  const h = (values.n - 1) * p;
  const below = Math.floor(h);
  const low = values.at(below);
  return h === below ? low : low + (h - below) * (values.at(below + 1) - low);
}

/**
 * Reads the interval of one quantile by order statistics: no assumption about the distribution; undefined where n is
 * too small. Ranks are remembered, as the windows of one history ask for the same few again and again.
 */
export function quantileIntervals(p: number): (values: Ordered) => Interval | undefined {
  const known = new Map<number, Interval | undefined>();
  return (values) => {
    if (!known.has(values.n)) known.set(values.n, quantileRanks(values.n, p));
    const ranks = known.get(values.n);
    return ranks && { low: values.at(ranks.low - 1), high: values.at(ranks.high - 1) };
  };
}

/**
 * Ranks, from 1, of the order statistics that hold the p-quantile between them with at least 95 %, at most 2.5 % on
 * each side: the number of observations below the quantile is binomial (n, p).
 */
export function quantileRanks(n: number, p: number): Interval | undefined {
  if (n === 0 || p <= 0 || p >= 1) return undefined;
  // Relative to the mode nothing overflows, and only some √n terms are large enough to matter.
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const down = walk(mode, (k) => k / ((n - k + 1) * odds));
  const up = walk(n - mode, (left) => (left * odds) / (n - left + 1));
  const total = sum(down) + sum(up) - 1;
  const low = mode - stepsInside(down, total);
  const high = mode + stepsInside(up, total) + 1;
  return low >= 1 && high <= n ? { low, high } : undefined;
}

/** Weights from 1 at the mode outwards, for so many steps or until they vanish. */
function walk(steps: number, ratio: (left: number) => number): number[] {
  const weights = [1];
  for (let left = steps, weight = 1; left > 0 && weight > 1e-18; left--) {
    weight *= ratio(left);
    weights.push(weight);
  }
  return weights;
}

/** How many steps from the mode the outermost value lies at which the tail first exceeds its share. */
function stepsInside(weights: readonly number[], total: number): number {
  let beyond = 0;
  for (let step = weights.length - 1; step > 0; step--) {
    beyond += weights[step] ?? 0;
    if (beyond > tail * total) return step;
  }
  return 0;
}

function sum(weights: readonly number[]): number {
  return weights.reduce((total, weight) => total + weight, 0);
}

/** Wilson's score interval of a ratio; `whole` is at least 1; of 95 % unless another quantile of the normal is given. */
export function ratioInterval(part: number, whole: number, z = z95): Interval {
  const centre = part + (z * z) / 2;
  const half = z * Math.sqrt((part * (whole - part)) / whole + (z * z) / 4);
  const scale = whole + z * z;
  return {
    low: part === 0 ? 0 : (centre - half) / scale,
    high: part === whole ? 1 : (centre + half) / scale,
  };
}

/** The score interval of a Poisson rate: events in so many days, per day. */
export function rateInterval(events: number, days: number): Interval {
  const centre = events + (z95 * z95) / 2;
  const half = z95 * Math.sqrt(events + (z95 * z95) / 4);
  return { low: events === 0 ? 0 : (centre - half) / days, high: (centre + half) / days };
}
