/** Scores of forecasts against what came. Lower is better but for coverage, which should be what was claimed. */

export type Scored = { readonly forecast: number; readonly naive: number; readonly actual: number };

/** Mean absolute scaled error: below 1 the forecast was nearer than "the last value carries on". Hyndman and Koehler 2006. */
export function mase(all: readonly Scored[]): number {
  return sum(all, (one) => Math.abs(one.forecast - one.actual)) / sum(all, (one) => Math.abs(one.naive - one.actual));
}

/** Weighted absolute percentage error: all misses ÷ all that came. */
export function wape(all: readonly { readonly forecast: number; readonly actual: number }[]): number {
  return sum(all, (one) => Math.abs(one.forecast - one.actual)) / sum(all, (one) => Math.abs(one.actual));
}

/** Pinball loss of a p-quantile, in the unit of the value; Koenker and Bassett 1978. */
export function pinball(forecast: number, actual: number, p: number): number {
  return actual >= forecast ? p * (actual - forecast) : (1 - p) * (forecast - actual);
}

export type Claim = { readonly probability: number; readonly came: boolean };

/** Mean squared error of probabilities; 0.25 is a coin. Brier 1950. */
export function brier(claims: readonly Claim[]): number {
  return mean(claims, ({ probability, came }) => (probability - Number(came)) ** 2);
}

/** The Brier score of always saying how often it came: a constant that only hindsight has. */
export function baseRateBrier(claims: readonly Claim[]): number {
  const rate = mean(claims, ({ came }) => Number(came));
  return rate * (1 - rate);
}

export type ReliabilityBin = {
  readonly from: number;
  readonly to: number;
  readonly n: number;
  readonly said: number;
  readonly came: number;
};

/** How often it came where about so much was said; bins without claims are left out. */
export function reliability(claims: readonly Claim[], bins = 5): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, index) => ({ from: index / bins, to: (index + 1) / bins })).flatMap(
    ({ from, to }, index) => {
      const inside = claims.filter(({ probability: p }) => Math.min(bins - 1, Math.floor(p * bins + 1e-9)) === index);
      if (inside.length === 0) return [];
      return [
        {
          from,
          to,
          n: inside.length,
          said: mean(inside, ({ probability }) => probability),
          came: mean(inside, ({ came }) => Number(came)),
        },
      ];
    }
  );
}

/** The mean distance between what was said and what came, by bins, each weighed by its claims. */
export function calibrationError(bins: readonly ReliabilityBin[]): number {
  return sum(bins, ({ n, said, came }) => n * Math.abs(said - came)) / sum(bins, ({ n }) => n);
}

export function mean<T>(all: readonly T[], of: (one: T) => number): number {
  return sum(all, of) / all.length;
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
