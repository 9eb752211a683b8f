import { uniform } from '#domain/random.ts';
import { spreadOf, windowWeeks, type Span } from './ahead.ts';
import { drawsOf, fewestWeeks, pooled, type Draws, type Used } from './ensemble.ts';
import { methodNames, type MethodName } from './methods.ts';
import type { Scale, ScaleKind } from './scale.ts';
import { seriesOf, type Series, type Slot } from './series.ts';
import { learnWidening, missOf, factorAt, widen, type Miss, type Widening } from './widening.ts';

/** Weeks ahead at which the past is asked. */
export const horizons = [1, 4, 8, 13] as const;

/** The first week in which a forecast is made of the past. */
const firstOrigin = 20;
/** Enough for 10 % quantiles; a forecast that is shown has more. */
const draws = 150;

/** What would have been said in a past week, from what was known then, and what came. All on `scale`. */
export type Past = {
  /** How many weeks there were. */
  readonly origin: number;
  readonly steps: number;
  readonly scale: Scale;
  /** The last window, carried on. */
  readonly naive: number;
  readonly actual: number;
  readonly plain: { readonly [N in MethodName | 'ensemble']: Draws };
  /** Widened by what the weeks before it had taught. */
  readonly widened: { readonly [U in Used]: Draws };
};

export type Rolled = {
  readonly pasts: readonly Past[];
  /** What all of the past teaches for now. */
  readonly widening: { readonly [U in Used]: Widening };
};

type DatedMiss = Miss & { readonly knownFrom: number };

/** Makes the forecasts of every week from the twentieth on, as they would have been made then. */
export function roll(slots: readonly Slot[], kind: ScaleKind, span: Span, seed: number): Rolled {
  const whole = seriesOf(slots, kind);
  const misses: { readonly [U in Used]: DatedMiss[] } = { ensemble: [], bootstrap_12: [] };
  const pasts: Past[] = [];
  for (let origin = firstOrigin; origin < slots.length; origin++) {
    const series = seriesOf(slots, kind, origin);
    const naive = spreadOf(series, origin, Number.isFinite(span) ? span : windowWeeks);
    if (series.known.length < fewestWeeks || naive === undefined) continue;
    const random = uniform(seed + origin * 7919);
    const each = methodNames.map((name) => drawsOf(name, series, horizons, span, draws, random));
    const learned = {
      ensemble: learnWidening(known(misses.ensemble, origin), horizons),
      bootstrap_12: learnWidening(known(misses.bootstrap_12, origin), horizons),
    };
    horizons.forEach((steps, index) => {
      const actual = actualOf(whole, series, origin + steps, Number.isFinite(span) ? span : steps);
      if (actual === undefined) return;
      const [ses = none, holt = none, bootstrap = none] = each.map((found) => found[index] ?? none);
      const plain = { ses, damped_holt: holt, bootstrap_12: bootstrap, ensemble: pooled([ses, holt, bootstrap]) };
      for (const one of [ses, holt, bootstrap]) one.sort();
      const widened = {
        ensemble: widen(plain.ensemble, factorAt(learned.ensemble, steps)),
        bootstrap_12: widen(plain.bootstrap_12, factorAt(learned.bootstrap_12, steps)),
      };
      pasts.push({ origin, steps, scale: series.scale, naive, actual, plain, widened });
      for (const used of ['ensemble', 'bootstrap_12'] as const) {
        const miss = missOf(plain[used], actual);
        if (miss !== undefined) misses[used].push({ steps, miss, knownFrom: origin + steps });
      }
    });
  }
  return {
    pasts,
    widening: {
      ensemble: learnWidening(misses.ensemble, horizons),
      bootstrap_12: learnWidening(misses.bootstrap_12, horizons),
    },
  };
}

const none: Draws = new Float64Array(0);

function known(misses: readonly DatedMiss[], origin: number): DatedMiss[] {
  return misses.filter(({ knownFrom }) => knownFrom <= origin);
}

/** What came, on the scale of the time of the forecast; undefined beyond the last week, or where nothing is known. */
function actualOf(whole: Series, then: Series, end: number, length: number): number | undefined {
  if (end > whole.y.length) return undefined;
  const spread = spreadOf(whole, end, length);
  return spread === undefined ? undefined : then.scale.read(whole.scale.value(spread));
}
