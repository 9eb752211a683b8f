import { day } from '#domain/window.ts';
import { compareEvents, compareTrials, compareValues } from './compare.ts';
import { gapsMethod, gapsOf } from './gaps.ts';
import { binomial, exponential, gamma, normal, poisson, random, type Random } from './random.fixture.ts';
import { scaledMethod } from './scaled.ts';
import { identity, logarithm, squareRoot, type Scale } from './scales.ts';
import type { Change } from './signal.ts';
import { trialsMethod } from './trials.ts';
import { watch, type Watched } from './watch.ts';

const week = 7 * day;
const era = { at: -Infinity, from: -Infinity, to: Infinity };
/** To learn from, and to be watched then; the verdict compares the first 13 of these with them. */
const [learned, all, compared] = [26, 52, 39];

type Seen = { readonly watched: Watched; readonly change: Change };
/** A year of weeks; changed after half of it, or not. */
export type Scenario = (next: Random, changed: boolean) => Seen;

/** Shares of series, in per cent. */
export type Found = {
  /** Unchanged ones with an alarm, a note of eight in a row, a verdict. */
  readonly alarm: number;
  readonly note: number;
  readonly verdict: number;
  /** Changed ones with an alarm within eight weeks, with an alarm or a note, with a verdict after 13. */
  readonly seen: number;
  readonly noted: number;
  readonly judged: number;
};

export function simulate(scenario: Scenario, runs: number, seed: number): Found {
  const share = (changed: boolean, of: readonly ((seen: Seen) => boolean)[]) => {
    const next = random(seed);
    const counts = of.map(() => 0);
    for (let run = 0; run < runs; run++) {
      const seen = scenario(next, changed);
      of.forEach((is, index) => (counts[index] = (counts[index] ?? 0) + (is(seen) ? 1 : 0)));
    }
    return counts.map((count) => (100 * count) / runs);
  };
  const within =
    (to: number, some: (rule: string) => boolean) =>
    ({ watched }: Seen) =>
      watched.findings.some(({ seenAt, rule }) => seenAt > learned * week && seenAt <= to * week && some(rule));
  const isNote = (rule: string) => rule === 'run';
  const isAlarm = (rule: string) => rule !== 'run';
  const isClear = ({ change: { low, high } }: Seen) => low > 0 || high < 0;
  const [alarm = NaN, note = NaN, verdict = NaN] = share(false, [within(all, isAlarm), within(all, isNote), isClear]);
  const soon = learned + 8;
  const [seen = NaN, noted = NaN, judged = NaN] = share(true, [
    within(soon, isAlarm),
    within(soon, () => true),
    isClear,
  ]);
  return { alarm, note, verdict, seen, noted, judged };
}

const weeks = <T>(of: (index: number) => T) => Array.from({ length: all }, (_, index) => of(index));

function ofValues(scale: Scale, value: (next: Random, changed: boolean) => number): Scenario {
  return series(scale, (next, changed) => weeks((index) => value(next, changed && index >= learned)));
}

function series(scale: Scale, values: (next: Random, changed: boolean) => readonly number[]): Scenario {
  return (next, changed) => {
    const ys = values(next, changed).map(scale.to);
    const spots = ys.map((y, index) => ({ from: index * week, to: (index + 1) * week, y }));
    return {
      watched: watch(spots, era, scaledMethod(scale)),
      change: compareValues(ys.slice(0, learned), ys.slice(learned, compared), scale),
    };
  };
}

/** Each week leans on the one before; the spread stays 1. */
function leaning(by: number, shift: number): Scenario {
  return series(identity, (next, changed) => {
    let level = normal(next);
    return weeks((index) => {
      level = by * level + Math.sqrt(1 - by ** 2) * normal(next);
      return level + (changed && index >= learned ? shift : 0);
    });
  });
}

/** Five items a week, log-normal, in weeks that differ too; in seconds, about a day. */
function medianOfFive(next: Random, changed: boolean): number {
  const items = Array.from({ length: 5 }, () => 1.2 * normal(next)).sort((a, b) => a - b);
  return 86_400 * (changed ? 2 : 1) * Math.exp(0.35 * normal(next) + (items[2] ?? NaN));
}

const counts = (mean: number, times: number) =>
  ofValues(squareRoot(), (next, changed) => poisson(next, changed ? mean * times : mean));

/** @param spread of the true ratio from week to week */
function ofTrials(aWeek: number, usual: number, then: number, spread = 0): Scenario {
  return (next, changed) => {
    const spots = weeks((index) => {
      const ratio = (changed && index >= learned ? then : usual) + (spread && spread * normal(next));
      const whole = poisson(next, aWeek);
      return { from: index * week, to: (index + 1) * week, whole, part: binomial(next, whole, ratio) };
    });
    const known = spots.filter(({ whole }) => whole > 0);
    return {
      watched: watch(known, era, trialsMethod),
      change: compareTrials(spots.slice(0, learned), spots.slice(learned, compared)),
    };
  };
}

function ofGaps(aWeek: number, times: number): Scenario {
  return (next, changed) => {
    const at: number[] = [];
    for (let time = 0; time < all * week;) {
      time += exponential(next, week / (changed && time > learned * week ? aWeek * times : aWeek));
      if (time < all * week) at.push(time);
    }
    const count = (from: number, to: number) => at.filter((time) => time >= from * week && time < to * week).length;
    return {
      watched: watch(gapsOf(at, all * week), era, gapsMethod(1)),
      change: compareEvents(
        { events: count(0, learned), span: learned },
        { events: count(learned, compared), span: compared - learned }
      ),
    };
  };
}

/** By the words of the guide that states what was found. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'normal, + 1 spread': leaning(0, 1),
  'normal, + 2 spreads': leaning(0, 2),
  'normal, + 3 spreads': leaning(0, 3),
  'weekly median of 5 skewed times, doubled': ofValues(logarithm, medianOfFive),
  'the same without logarithms': ofValues(identity, medianOfFive),
  'each week leans 0.3 on the last, + 2 spreads': leaning(0.3, 2),
  'each week leans 0.6 on the last, + 2 spreads': leaning(0.6, 2),
  'each week leans 0.9 on the last, + 2 spreads': leaning(0.9, 2),
  '3 a week, doubled': counts(3, 2),
  '5 a week, doubled': counts(5, 2),
  '5 a week, halved': counts(5, 0.5),
  '15 a week, doubled': counts(15, 2),
  '5 a week in bursts, doubled': ofValues(squareRoot(), (next, changed) =>
    poisson(next, gamma(next, 3, 5) * (changed ? 2 : 1))
  ),
  '1 a week, then a quarter of it': ofGaps(1, 0.25),
  '10 to 30 % of 3 a week': ofTrials(3, 0.1, 0.3),
  '10 to 30 % of 5 a week': ofTrials(5, 0.1, 0.3),
  '10 to 20 % of 5 a week': ofTrials(5, 0.1, 0.2),
  '10 to 30 % of 15 a week': ofTrials(15, 0.1, 0.3),
  '20 to 40 % of 30 a week': ofTrials(30, 0.2, 0.4),
  '20 to 40 % of 30 a week that fail in clusters': ofTrials(30, 0.2, 0.4, 0.1),
};
