import { uniform } from '#domain/random.ts';
import type { Week } from '#measures/week.ts';
import { allAhead } from './ahead.ts';
import { learn, type Learned } from './backtest.ts';
import { drawAhead, fewestWeeks } from './ensemble.ts';
import { weekLength, weeksIn, type ScaleKind } from './scale.ts';
import { seriesOf, slotsOf, type Series, type Slot } from './series.ts';
import { factorAt, widen } from './widening.ts';

export type ThroughputInput = {
  /** Items finished by week: `n` is the count. A week with none is a week of zero, not a missing one. */
  readonly weeks: readonly Week[];
  /** How many are to be done. */
  readonly items: number;
  /** How many more may come on the way, at least and at most; each number between as likely. Absent: none. */
  readonly growth?: { readonly low: number; readonly high: number };
  readonly now: number;
  readonly seed: number;
  /** The throughput has just changed: its past says little. */
  readonly signal?: boolean;
  /** Work in progress, throughput and flow time do not fit together (Little's law). */
  readonly unstable?: boolean;
  /** What its own past taught (`learnThroughput`); absent: it is learned here. */
  readonly learned?: Learned;
};

export type ThroughputForecast = {
  /** Half of the simulated futures are done by then; absent: later than two years, or no data. */
  readonly p50?: number;
  readonly p85?: number;
  readonly p95?: number;
  readonly reliable: boolean;
  /** Why it is, or is not, to be relied on. */
  readonly because: string;
};

const kind: ScaleKind = 'sqrt';
/** Simulated futures: of each of the three methods, or three times as many of one. */
const runsEach = 3334;
/** Weeks that are simulated; if that was not enough, more. */
const reaches = [13, 26, 52, 104];

/** When a number of items will be done. What is done within a week counts as done at its end. */
export function forecastThroughput(input: ThroughputInput): ThroughputForecast {
  const { items, now, seed, signal = false, unstable = false } = input;
  const series = seriesOf(countedSlots(input.weeks, now), kind);
  if (series.known.length < fewestWeeks) {
    return { reliable: false, because: `Not enough history: ${series.known.length} of ${fewestWeeks} weeks.` };
  }
  const rest = { reliable: !signal && !unstable, because: reason(series.known.length, signal, unstable) };
  if (items <= 0) return { p50: now, p85: now, p95: now, ...rest };
  const learned = input.learned ?? learnThroughput(input.weeks, now, seed);
  const [p50, p85, p95] = datesOf(series, learned, input);
  return { ...(p50 && { p50 }), ...(p85 && { p85 }), ...(p95 && { p95 }), ...rest };
}

/** What a team's own past teaches of sums of weeks; may be kept until there is a new week. */
export function learnThroughput(weeks: readonly Week[], now: number, seed: number): Learned {
  return learn({ weeks: counted(weeks), kind, better: 'higher', now, seed, span: allAhead });
}

/** The counts by week, whatever the measure's unit. */
export function countedSlots(weeks: readonly Week[], now: number): Slot[] {
  return slotsOf(counted(weeks), now, kind);
}

function counted(weeks: readonly Week[]): Week[] {
  return weeks.map((week) => ({ ...week, value: week.n / weeksIn(week) }));
}

function datesOf(series: Series, { used, widening }: Learned, input: ThroughputInput): (number | undefined)[] {
  const { items, growth = { low: 0, high: 0 }, now, seed } = input;
  let dates: (number | undefined)[] = [];
  for (const reach of reaches) {
    const random = uniform(seed);
    const needed = Float64Array.from(
      { length: 3 * runsEach },
      () => items + growth.low + Math.floor(random() * (growth.high - growth.low + 1))
    );
    const steps = Array.from({ length: reach }, (_, index) => index + 1);
    const done = drawAhead(used, series, steps, allAhead, runsEach, random).map((draws, index) => {
      let enough = 0;
      widen(draws, factorAt(widening, index + 1)).forEach((spread, run) => {
        // Items are whole: what is nearer to enough than to one less is enough.
        if (series.scale.value(spread) * (index + 1) >= (needed[run] ?? 0) - 0.5) enough++;
      });
      return enough / needed.length;
    });
    dates = [0.5, 0.85, 0.95].map((p) => {
      const at = done.findIndex((share) => share >= p);
      return at < 0 ? undefined : now + (at + 1) * weekLength;
    });
    if (!dates.includes(undefined)) break;
  }
  return dates;
}

function reason(weeks: number, signal: boolean, unstable: boolean): string {
  if (signal && unstable) return 'The throughput has just changed, and work starts and ends at different rates.';
  if (signal) return 'The throughput has just changed: its past says little about what comes.';
  if (unstable) return 'Work starts and ends at different rates: what is open now does not flow as before.';
  return `From ${weeks} weeks of throughput, in which nothing unusual shows.`;
}
