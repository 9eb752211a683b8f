import { uniform } from '#domain/random.ts';
import type { Week } from '#measures/week.ts';
import { spreadOf, windowWeeks, type Span } from './ahead.ts';
import { learn, type Learned } from './backtest.ts';
import { drawAhead, fewestWeeks, quantileOf, said, shareReaching, type Draws, type Used } from './ensemble.ts';
import { weekLength, type ScaleKind } from './scale.ts';
import { seriesOf, slotsOf } from './series.ts';
import { factorAt, widen } from './widening.ts';

export type GoalForecastInput = {
  /** The measure's history by week; weeks may be missing or merged. */
  readonly weeks: readonly Week[];
  readonly kind: ScaleKind;
  readonly better: 'lower' | 'higher';
  /** Of the trailing window that ends now, in the measure's unit; absent: as the last weeks say. */
  readonly value?: number;
  readonly now: number;
  readonly due: number;
  readonly target: number;
  readonly stretch?: number;
  /** The same seed gives the same forecast. */
  readonly seed: number;
  /** Weeks of the goal's window; absent: 4. */
  readonly span?: Span;
  /** What a backtest of these weeks said; absent: it is made here. */
  readonly learned?: Learned;
  /** Only the chances are asked for: the rest costs most. */
  readonly chancesOnly?: boolean;
};

/** Values in the measure's unit: 8 of 10 simulated futures lie between `low` and `high`. */
export type Band = { readonly time: number; readonly low: number; readonly middle: number; readonly high: number };

export type GoalForecast = {
  /** From now to the due date, a week apart; empty where nothing can be said. */
  readonly weeks: readonly Band[];
  /** That the window at the due date reaches it; 0.05 to 0.95. */
  readonly probability?: number;
  readonly stretchProbability?: number;
  /** When the target is first more likely reached than not; absent: not within half a year, or by the due date. */
  readonly likelyReachedAt?: number;
  readonly method?: Used;
  /** Why this method, or why nothing is said; a sentence. */
  readonly because: string;
};

const draws = 1000;
const lookAhead = 26;
const furthest = 104;

/** Forecasts the window that ends at the due date: what the goal will be judged by. */
export function forecastGoal(input: GoalForecastInput): GoalForecast {
  const { weeks, kind, better, now, due, target, stretch, seed, span = windowWeeks } = input;
  const series = seriesOf(slotsOf(weeks, now, kind), kind);
  const { scale, known } = series;
  if (known.length < fewestWeeks) {
    return { weeks: [], because: `Not enough history: ${known.length} of ${fewestWeeks} weeks.` };
  }
  if (due <= now) return { weeks: [], because: 'The due date has passed.' };
  const horizon = Math.min(furthest, Math.ceil((due - now) / weekLength - 1e-6));
  const learned = input.learned ?? learn({ weeks, kind, better, now, seed, span });
  const { used, because, widening } = learned;

  const last = spreadOf(series, series.y.length, span);
  const present = input.value === undefined ? last : scale.read(input.value);
  const all = Array.from({ length: Math.max(horizon, lookAhead) }, (_, index) => index + 1);
  // The last one, too, as the same paths give the same chances.
  const steps = input.chancesOnly ? [...new Set([horizon, all.length])] : all;
  const ahead = drawAhead(used, series, steps, span, draws, uniform(seed)).map((drawn, index) => {
    // The window now is more than its whole weeks: what they lack it keeps as long as they are in it.
    const step = steps[index] ?? NaN;
    const stays = Math.max(0, span - step) / span;
    const shift = last === undefined || present === undefined ? 0 : stays * (present - last);
    return widen(drawn, factorAt(widening, step), shift);
  });

  const chance = (at: Draws, value: number): number => shareReaching(at, scale.read(value), better);
  const final = ahead[steps.indexOf(horizon)] ?? new Float64Array(0);
  const chances = {
    probability: said(chance(final, target)),
    ...(stretch === undefined ? {} : { stretchProbability: said(chance(final, stretch)) }),
  };
  if (input.chancesOnly) return { weeks: [], ...chances, method: used, because };
  const reached =
    present !== undefined && chance(Float64Array.of(present), target) === 1
      ? 0
      : ahead.findIndex((at) => chance(at, target) >= 0.5) + 1 || undefined;
  const start = present === undefined ? [] : [bandOf(now, Float64Array.of(present), scale.value)];
  return {
    weeks: [
      ...start,
      ...ahead
        .slice(0, horizon)
        .map((at, index) => bandOf(index + 1 === horizon ? due : now + (index + 1) * weekLength, at, scale.value)),
    ],
    ...chances,
    ...(reached === undefined ? {} : { likelyReachedAt: now + reached * weekLength }),
    method: used,
    because,
  };
}

function bandOf(time: number, at: Draws, value: (spread: number) => number): Band {
  const [low, middle, high] = [0.1, 0.5, 0.9].map((p) => value(quantileOf(at, p)));
  return { time, low: low ?? NaN, middle: middle ?? NaN, high: high ?? NaN };
}
