import type { Week } from '#measures/week.ts';
import { allAhead } from './ahead.ts';
import { quantileOf, type Draws } from './ensemble.ts';
import { horizons, roll, type Past } from './rolling.ts';
import { mean, wape } from './scores.ts';
import { countedSlots } from './throughput.ts';

export type ThroughputScore = {
  readonly steps: number;
  readonly n: number;
  /** How often as many came as were promised with 85 %. */
  readonly coverage85: number;
  /** Whole items are coarse: how often it would have held were the last one split so that the promise is just 85 %. */
  readonly coverage85Split: number;
  /** Of the middle forecast; and that of the last 12 weeks drawn again. */
  readonly wape: number;
  readonly wapeBootstrap: number;
  readonly coverage85Bootstrap: number;
};

/**
 * "With 85 %, at least so many items in the next h weeks", said in each past week from the twentieth on.
 * `n` of a week is its count.
 */
export function backtestThroughput(weeks: readonly Week[], now: number, seed: number): ThroughputScore[] {
  const { pasts } = roll(countedSlots(weeks, now), 'sqrt', allAhead, seed);
  return horizons.flatMap((steps) => {
    const at = pasts.filter((past) => past.steps === steps);
    if (at.length === 0) return [];
    const widened = at.map((past) => promised(past, past.widened.ensemble));
    const plain = at.map((past) => promised(past, past.plain.bootstrap_12));
    return [
      {
        steps,
        n: at.length,
        coverage85: mean(widened, ({ held }) => Number(held)),
        coverage85Split: mean(widened, ({ heldSplit }) => heldSplit),
        wape: wape(widened),
        wapeBootstrap: wape(plain),
        coverage85Bootstrap: mean(plain, ({ held }) => Number(held)),
      },
    ];
  });
}

function promised({ scale, steps, actual: spread }: Past, draws: Draws) {
  const items = (at: number): number => Math.round(scale.value(at) * steps);
  const actual = items(spread);
  const fewer = draws.filter((draw) => items(draw) < actual).length / draws.length;
  const same = draws.filter((draw) => items(draw) === actual).length / draws.length;
  return {
    forecast: items(quantileOf(draws, 0.5)),
    actual,
    held: actual >= items(quantileOf(draws, 0.15)),
    heldSplit: same === 0 ? Number(fewer >= 0.15) : Math.min(1, Math.max(0, (fewer + same - 0.15) / same)),
  };
}
