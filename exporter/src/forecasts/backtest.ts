import type { Better } from '#measures/measure.ts';
import type { Week } from '#measures/week.ts';
import { windowWeeks, type Span } from './ahead.ts';
import { quantileOf, said, shareReaching, type Draws, type Used } from './ensemble.ts';
import type { MethodName } from './methods.ts';
import { horizons, roll, type Past } from './rolling.ts';
import type { ScaleKind } from './scale.ts';
import { baseRateBrier, brier, mase, mean, pinball, reliability, type Claim, type ReliabilityBin } from './scores.ts';
import { slotsOf } from './series.ts';
import type { Widening } from './widening.ts';

export type BacktestInput = {
  readonly weeks: readonly Week[];
  readonly kind: ScaleKind;
  readonly better: Better;
  /** Milliseconds: what lies after it is not read. */
  readonly now: number;
  readonly seed: number;
  /** Weeks of the window that is forecast; absent: 4. */
  readonly span?: Span;
};

/** `naive`: the last window carries on. The ensemble and the bootstrap are scored as they are shown: widened. */
export type ScoredMethod = MethodName | 'ensemble' | 'naive';

export type Score = {
  readonly n: number;
  /** Undefined where the last value was right each time. */
  readonly mase?: number;
  /** The mean at 10, 50 and 90 %, in the measure's unit. */
  readonly pinball: number;
  readonly coverage80: number;
  /** Of reaching 0, 10, 20 and 30 % better; undefined where no direction is better. */
  readonly brier?: number;
  readonly reliability: readonly ReliabilityBin[];
};

export type HorizonScores = {
  readonly steps: number;
  /** Of saying each time how often it came in all. */
  readonly brierBaseRate?: number;
  readonly scores: { readonly [M in ScoredMethod]: Score };
};

/** What a team's own past teaches a forecast. It is plain data, and may be kept until there is a new week. */
export type Learned = { readonly used: Used; readonly because: string; readonly widening: Widening };
export type Backtest = Learned & { readonly horizons: readonly HorizonScores[] };

const scoredMethods = ['ensemble', 'bootstrap_12', 'ses', 'damped_holt', 'naive'] as const;
const gains = [0, 0.1, 0.2, 0.3];
/** Past forecasts without which a method is neither praised nor dropped. */
const fewestPasts = 8;

/** What a team's past teaches, without its scores. */
export function learn(input: BacktestInput): Learned {
  return lookBack(input).learned;
}

function lookBack({ weeks, kind, better, now, seed, span = windowWeeks }: BacktestInput) {
  const { pasts, widening } = roll(slotsOf(weeks, now, kind), kind, span, seed);
  const { used, because } = choose(pasts, kind, better);
  return { pasts, learned: { used, because, widening: widening[used] } };
}

/** Rolling-origin scores of the window forecasts on one team's history of one measure, and what follows from them. */
export function backtest(input: BacktestInput): Backtest {
  const { kind, better } = input;
  const { pasts, learned } = lookBack(input);
  return {
    ...learned,
    horizons: horizons.flatMap((steps) => {
      const at = pasts.filter((past) => past.steps === steps);
      if (at.length === 0) return [];
      const rate = baseRateBrier(claimsOf(at, 'ensemble', kind, better));
      const scores = Object.fromEntries(
        scoredMethods.map((method) => [method, score(at, method, kind, better)])
      ) as HorizonScores['scores'];
      return [{ steps, ...(Number.isNaN(rate) ? {} : { brierBaseRate: rate }), scores }];
    }),
  };
}

/** One line for each horizon, of the method that is used. */
export function backtestRows(
  { used, horizons: all }: Backtest,
  of: { readonly team: string; readonly measure: string }
) {
  return all.map(({ steps, brierBaseRate, scores }) => {
    const { n, mase: scaled, pinball: loss, coverage80, brier: squared } = scores[used];
    return {
      ...of,
      horizon_weeks: steps,
      n,
      mase: scaled ?? null,
      pinball: loss,
      coverage80,
      brier: squared ?? null,
      brier_base_rate: brierBaseRate ?? null,
      used,
    };
  });
}

/** The ensemble, unless it beat neither the last value nor the base rate on this team's own history. */
function choose(pasts: readonly Past[], kind: ScaleKind, better: Better): { used: Used; because: string } {
  const weeks = new Set(pasts.map(({ origin }) => origin)).size;
  if (weeks < fewestPasts) {
    return { used: 'ensemble', because: 'Mean of three methods, not yet checked here: the history is too short.' };
  }
  const { mase: scaled, brier: squared } = score(pasts, 'ensemble', kind, better);
  const rate = baseRateBrier(claimsOf(pasts, 'ensemble', kind, better));
  if (scaled !== undefined && scaled < 1) {
    const text = `its misses were ${scaled.toFixed(2)} of those of "nothing changes"`;
    return { used: 'ensemble', because: `Mean of three methods; from ${weeks} past weeks ${text}.` };
  }
  if (squared !== undefined && squared < rate) {
    return { used: 'ensemble', because: `Mean of three methods; from ${weeks} past weeks it beat the base rate.` };
  }
  const text = `from ${weeks} past weeks the mean of three methods beat neither "nothing changes" nor the base rate`;
  return { used: 'bootstrap_12', because: `The last 12 weeks drawn again: ${text}.` };
}

function score(pasts: readonly Past[], method: ScoredMethod, kind: ScaleKind, better: Better): Score {
  const rows = pasts.map((past) => {
    const at = (p: number): number => past.scale.value(quantileOf(drawsFor(past, method), p));
    const actual = past.scale.value(past.actual);
    return { low: at(0.1), forecast: at(0.5), high: at(0.9), naive: past.scale.value(past.naive), actual };
  });
  const claims = claimsOf(pasts, method, kind, better);
  const scaled = mase(rows);
  const near = ({ actual }: { actual: number }): number => 1e-9 * Math.abs(actual);
  return {
    n: rows.length,
    ...(Number.isFinite(scaled) ? { mase: scaled } : {}),
    pinball: mean(
      rows,
      ({ low, forecast, high, actual }) =>
        (pinball(low, actual, 0.1) + pinball(forecast, actual, 0.5) + pinball(high, actual, 0.9)) / 3
    ),
    coverage80: mean(rows, (row) => Number(row.actual >= row.low - near(row) && row.actual <= row.high + near(row))),
    ...(claims.length === 0 ? {} : { brier: brier(claims) }),
    reliability: reliability(claims),
  };
}

/** What was said of reaching values somewhat better than the last, and whether they were reached. */
function claimsOf(pasts: readonly Past[], method: ScoredMethod, kind: ScaleKind, better: Better): Claim[] {
  if (better === 'neither') return [];
  return pasts.flatMap((past) => {
    const last = past.scale.value(past.naive);
    // Nothing is 10 % more than nothing, and nothing is 10 % less.
    if (!(last > 0)) return [];
    return gains.map((gain) => {
      const target = past.scale.read(improved(last, gain, kind, better));
      const came = shareReaching(Float64Array.of(past.actual), target, better) === 1;
      return { probability: said(shareReaching(drawsFor(past, method), target, better)), came };
    });
  });
}

function improved(value: number, gain: number, kind: ScaleKind, better: 'lower' | 'higher'): number {
  if (better === 'lower') return value * (1 - gain);
  // Of a ratio that should rise, what is missing falls: 0.9 is never 30 % more.
  return kind === 'ratio' ? 1 - (1 - value) * (1 - gain) : value * (1 + gain);
}

function drawsFor(past: Past, method: ScoredMethod): Draws {
  if (method === 'naive') return Float64Array.of(past.naive);
  return method === 'ensemble' || method === 'bootstrap_12' ? past.widened[method] : past.plain[method];
}
