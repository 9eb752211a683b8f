import type { Series } from './series.ts';
import { damping, dampedHolt, simpleSmoothing, type Smoothed } from './smoothing.ts';

/**
 * Possible weeks ahead: `draws` rows of `steps` weeks. A week is a weight and a part, which is the weight times what
 * the scale makes of the week; both are summed along the row, so that any span is a difference of two cells.
 */
export type Paths = {
  readonly draws: number;
  readonly steps: number;
  readonly part: Float64Array;
  readonly weight: Float64Array;
};

const { floor } = Math;

type Simulate = (series: Series, steps: number, draws: number, random: () => number) => Paths;

export const methodNames = ['ses', 'damped_holt', 'bootstrap_12'] as const;
export type MethodName = (typeof methodNames)[number];

/** The weeks that the bootstrap draws from. */
const recentWeeks = 12;

/** Three ways of going on that fail in different cases, so that their mean fails less than each. */
export const methods: { readonly [N in MethodName]: Simulate } = {
  ses: (series, ...rest) => smoothed(series, simpleSmoothing(series.y, series.known), ...rest),
  damped_holt: (series, ...rest) => smoothed(series, dampedHolt(series.y, series.known), ...rest),

  /** Weeks drawn with replacement from the last twelve known; those with nothing stay in. */
  bootstrap_12({ scale, y, weight: all, known }, steps, draws, random) {
    const recent = known.slice(-recentWeeks);
    const weights = recent.map((at) => all[at] ?? 0);
    const parts = recent.map((at, index) => (weights[index] ?? 0) * scale.part(y[at] ?? 0, weights[index] ?? 0));
    const paths = empty(steps, draws);
    for (let draw = 0, cell = 0; draw < draws; draw++) {
      let part = 0;
      let weight = 0;
      for (let step = 0; step < steps; step++, cell++) {
        const drawn = floor(random() * recent.length);
        paths.part[cell] = part += parts[drawn] ?? 0;
        paths.weight[cell] = weight += weights[drawn] ?? 0;
      }
    }
    return paths;
  },
};

/** Goes on from the level with errors drawn from those made before, and learns from each as the method would. */
function smoothed(
  { scale, weight: weights }: Series,
  { alpha, beta, level, trend, errors, at }: Smoothed,
  steps: number,
  draws: number,
  random: () => number
): Paths {
  const paths = empty(steps, draws);
  for (let draw = 0, cell = 0; draw < draws; draw++) {
    let l = level;
    let b = trend;
    let parts = 0;
    let sum = 0;
    for (let step = 0; step < steps; step++, cell++) {
      const drawn = floor(random() * errors.length);
      const error = errors[drawn] ?? 0;
      const weight = weights[at[drawn] ?? 0] ?? 0;
      const ahead = l + damping * b;
      paths.part[cell] = parts += weight * scale.part(ahead + error, weight);
      paths.weight[cell] = sum += weight;
      l = ahead + alpha * error;
      b = damping * b + alpha * beta * error;
    }
  }
  return paths;
}

function empty(steps: number, draws: number): Paths {
  return { draws, steps, part: new Float64Array(steps * draws), weight: new Float64Array(steps * draws) };
}
