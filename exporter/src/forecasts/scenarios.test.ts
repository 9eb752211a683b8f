import { beforeAll, describe, expect, test } from '@jest/globals';
import { uniform } from '#domain/random.ts';
import { spreadOf, windowWeeks } from './ahead.ts';
import { drawsOf, pooled, quantileOf, said, shareReaching, type Draws } from './ensemble.ts';
import { methodNames, type MethodName } from './methods.ts';
import { roll } from './rolling.ts';
import { brier, calibrationError, mean, reliability, type Claim } from './scores.ts';
import { seriesOf, slotsOf } from './series.ts';
import { normals, start, weeksOf } from './weeks.fixture.ts';
import { factorAt, widen } from './widening.ts';
import { weekLength } from './scale.ts';

/**
 * Six ways in which weekly medians of a duration may go on, on the log scale; `h` weeks are forecast. Weekly noise of
 * 0.4 is that of the median of ten items whose durations spread by 1.0 or so; a change of 0.5 is 40 or 65 %.
 */
type Scenario = (n: number, h: number, normal: () => number, next: () => number) => number[];
const series = (n: number, value: (at: number) => number): number[] => Array.from({ length: n }, (_, at) => value(at));
const either = (next: () => number): number => (next() < 0.5 ? -1 : 1);
const scenarios: { readonly [name: string]: Scenario } = {
  stationary: (n, _, normal) => series(n, () => 0.5 * normal()),
  /** Weeks that resemble the one before: AR(1) of 0.5 and some noise. */
  autoregressive(n, _, normal) {
    let x = 0;
    return series(n, () => (x = 0.5 * x + 0.4 * normal()) + 0.2 * normal());
  },
  'random walk': (n, _, normal) => {
    let x = 0;
    return series(n, () => (x += 0.12 * normal()) + 0.4 * normal());
  },
  /** 2 % a week, up or down, from the first week to the due date. */
  trend(n, _, normal, next) {
    const slope = 0.02 * either(next);
    return series(n, (at) => slope * at + 0.4 * normal());
  },
  /** 3 % a week, up or down, that fades from two weeks before now on. */
  'fading trend'(n, h, normal, next) {
    let slope = 0.03 * either(next);
    let x = 0;
    return series(n, (at) => {
      if (at >= n - h - 2) slope *= 0.8;
      return (x += slope) + 0.4 * normal();
    });
  },
  /** One jump, up or down, in any week of history or future. */
  step(n, _, normal, next) {
    const [at, by] = [Math.floor(n * next()), 0.5 * either(next)];
    return series(n, (week) => (week >= at ? by : 0) + 0.4 * normal());
  },
};
/** Better by so much than the window now. */
const gains = [0, 0.1, 0.2, 0.3];
const runs = 100;

type Outcome = { claims: { [N in MethodName | 'ensemble' | 'unshrunk']: Claim[] }; plain: number[]; widened: number[] };

function simulate(history: number, h: number): Outcome {
  const found: Outcome = {
    claims: { ses: [], damped_holt: [], bootstrap_12: [], ensemble: [], unshrunk: [] },
    plain: [],
    widened: [],
  };
  Object.values(scenarios).forEach((scenario, kind) => {
    for (let run = 0; run < runs; run++) {
      const seed = 1 + run + 1000 * kind + 10_000 * history + 1_000_000 * h;
      const values = scenario(history + h, h, normals(seed), uniform(seed + 500));
      const slots = slotsOf(weeksOf(values.map(Math.exp)), start + values.length * weekLength, 'log');
      const now = seriesOf(slots, 'log', history);
      const actual = spreadOf(seriesOf(slots, 'log'), history + h, windowWeeks) ?? NaN;
      const last = spreadOf(now, history, windowWeeks) ?? NaN;
      const random = uniform(seed);
      const each = methodNames.map(
        (name) => drawsOf(name, now, [h], windowWeeks, 150, random)[0] ?? new Float64Array(0)
      );
      const together = pooled(each);
      const wide = widen(
        together,
        factorAt(roll(slots.slice(0, history), 'log', windowWeeks, seed).widening.ensemble, h)
      );
      for (const gain of gains) {
        const target = last + Math.log(1 - gain);
        const claim = (draws: Draws, as: (p: number) => number = (p) => p): Claim => ({
          probability: as(shareReaching(draws, target, 'lower')),
          came: actual <= target,
        });
        methodNames.forEach((name, at) => found.claims[name].push(claim(each[at] ?? together)));
        found.claims.unshrunk.push(claim(together));
        found.claims.ensemble.push(claim(wide, said));
      }
      const inside = (draws: Draws) => Number(actual >= quantileOf(draws, 0.1) && actual <= quantileOf(draws, 0.9));
      found.plain.push(inside(together));
      found.widened.push(inside(wide));
    }
  });
  return found;
}

describe.each([
  { history: 26, h: 6 },
  { history: 26, h: 13 },
  { history: 52, h: 13 },
])('$h weeks ahead, from $history', ({ history, h }) => {
  let found: Outcome;
  beforeAll(() => {
    found = simulate(history, h);
    const { claims, plain, widened } = found;
    const scores = Object.entries(claims).map(([name, all]) => `${name} ${brier(all).toFixed(3)}`);
    const errors = [claims.unshrunk, claims.ensemble].map((all) => calibrationError(reliability(all)).toFixed(3));
    const bins = reliability(claims.ensemble).map(
      ({ said: s, came, n }) => `${s.toFixed(2)}→${came.toFixed(2)} (${n})`
    );
    const held = [plain, widened].map((all) => mean(all, (x) => x).toFixed(3));
    console.info(
      `${h} weeks from ${history}: Brier ${scores.join(', ')}; calibration error ${errors.join(' → ')}; ` +
        `80 % band ${held.join(' → ')}; said→came ${bins.join(' ')}`
    );
  }, 120_000);

  test('the ensemble as said is better than each method alone, and than a coin', () => {
    const score = brier(found.claims.ensemble);
    for (const name of methodNames) expect(score).toBeLessThan(brier(found.claims[name]));
    expect(score).toBeLessThan(0.25);
  });

  test('what is said comes about as often as it is said', () => {
    expect(calibrationError(reliability(found.claims.ensemble))).toBeLessThan(0.05);
  });

  test('the widened band holds about 8 of 10', () => {
    expect(Math.abs(mean(found.widened, (x) => x) - 0.8)).toBeLessThan(0.06);
    // What is short of history is too narrow without it.
    if (history === 26) expect(mean(found.widened, (x) => x)).toBeGreaterThan(mean(found.plain, (x) => x));
  });
});
