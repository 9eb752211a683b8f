const { isNaN } = Number;

/** What exponential smoothing has learned of a series. `errors[k]` was made in the week `at[k]`. */
export type Smoothed = {
  readonly alpha: number;
  readonly beta: number;
  readonly level: number;
  readonly trend: number;
  /** One step ahead, centred, and larger by what fitting took: what is left to chance. */
  readonly errors: Float64Array;
  readonly at: readonly number[];
};

/** Damping of the trend by week: Gardner and McKenzie's φ; 0.9 halves a trend in about seven weeks. */
export const damping = 0.9;

const alphas = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
const betas = [0.02, 0.05, 0.1, 0.2, 0.3];

/** Simple exponential smoothing; α by the least sum of squared errors one step ahead. At least two values are known. */
export function simpleSmoothing(y: Float64Array, known: readonly number[]): Smoothed {
  return best(y, known, [0], 2);
}

/** Holt's method with a damped trend; α and β by the least sum of squared errors one step ahead. */
export function dampedHolt(y: Float64Array, known: readonly number[]): Smoothed {
  return best(y, known, betas, 4);
}

/** `fitted`: how many parameters and starting values are chosen from the data; n errors are worth n − fitted. */
function best(y: Float64Array, known: readonly number[], trends: readonly number[], fitted: number): Smoothed {
  const start = known.slice(0, 4).reduce((sum, at) => sum + (y[at] ?? NaN), 0) / Math.min(4, known.length);
  let least = { squares: Infinity, alpha: NaN, beta: NaN };
  for (const alpha of alphas) {
    for (const beta of trends) {
      const { squares } = smooth(y, start, alpha, beta);
      if (squares < least.squares) least = { squares, alpha, beta };
    }
  }
  const { alpha, beta } = least;
  const { level, trend, errors } = smooth(y, start, alpha, beta);
  const made = Float64Array.from(known, (at) => errors[at] ?? NaN);
  const mean = made.reduce((sum, error) => sum + error, 0) / made.length;
  const larger = Math.sqrt(made.length / Math.max(1, made.length - fitted));
  return { alpha, beta, level, trend, errors: made.map((error) => larger * (error - mean)), at: known };
}

/**
 * One pass with given parameters: level and trend after the last week, errors one step ahead. Over weeks that are not
 * known the level goes on as forecast, and nothing is learned. Gardner 1985: with β = 0 it is simple smoothing.
 */
export function smooth(y: Float64Array, start: number, alpha: number, beta: number) {
  const errors = new Float64Array(y.length);
  let level = start;
  let trend = 0;
  let squares = 0;
  for (let at = 0; at < y.length; at++) {
    const ahead = level + damping * trend;
    const missed = (y[at] ?? ahead) - ahead;
    const error = isNaN(missed) ? 0 : missed;
    errors[at] = error;
    squares += error * error;
    level = ahead + alpha * error;
    trend = damping * trend + alpha * beta * error;
  }
  return { squares, level, trend, errors };
}
