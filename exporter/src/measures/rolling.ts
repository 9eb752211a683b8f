import type { Window } from '#domain/window.ts';
import { RankTree, firstAtLeast } from './rank-tree.ts';
import type { Ordered } from './statistics.ts';

/** The values of one window in order. The answer holds until the next call. */
export type OrderedWithin = (window: Window) => Ordered;

/** Picks the cheaper way: many windows that only move forward share one sorted whole, few are sliced and sorted. */
export function orderedWithin(at: Float64Array, value: Float64Array, windows: readonly Window[]): OrderedWithin {
  return windows.length > 8 && moveForward(windows) ? rollingWithin(at, value) : slicedWithin(at, value);
}

/** Slice and sort. */
export function slicedWithin(at: Float64Array, value: Float64Array): OrderedWithin {
  return ({ from, to }) => ordered(value.slice(firstAtLeast(at, from), firstAtLeast(at, to)));
}

/** The same for windows of which neither end ever moves back: each observation enters and leaves once. */
export function rollingWithin(at: Float64Array, value: Float64Array): OrderedWithin {
  const inside = new RankTree(value);
  let first = 0;
  let end = 0;
  return ({ from, to }) => {
    while ((at[end] ?? Infinity) < to) inside.add(end++);
    while (first < end && (at[first] ?? Infinity) < from) inside.remove(first++);
    return inside;
  };
}

/** The start times, in order, of what is there just before an instant: begun before it, not yet ended. */
export function presentAt(from: Float64Array, to: Float64Array, windows: readonly Window[]): (time: number) => Ordered {
  if (windows.length <= 8 || !moveForward(windows)) {
    return (time) => ordered(from.filter((start, index) => start < time && (to[index] ?? NaN) >= time));
  }
  return rollingPresentAt(from, to);
}

/** The same for instants that never move back: each thing enters and leaves once. */
export function rollingPresentAt(from: Float64Array, to: Float64Array): (time: number) => Ordered {
  const present = new RankTree(from);
  const begins = byTime(from);
  const ends = byTime(to);
  let begun = 0;
  let ended = 0;
  return (time) => {
    for (; begun < begins.length && (from[begins[begun] ?? NaN] ?? Infinity) < time; begun++) {
      present.add(begins[begun] ?? NaN);
    }
    for (; ended < ends.length && (to[ends[ended] ?? NaN] ?? Infinity) < time; ended++) {
      present.remove(ends[ended] ?? NaN);
    }
    return present;
  };
}

/** Takes the array for its own. */
function ordered(values: Float64Array): Ordered {
  values.sort();
  return { n: values.length, at: (k) => values[k] ?? NaN };
}

function byTime(times: Float64Array): Uint32Array {
  return new Uint32Array(times.map((_, index) => index).sort((a, b) => (times[a] ?? NaN) - (times[b] ?? NaN)));
}

function moveForward(windows: readonly Window[]): boolean {
  return windows.every(({ from, to }, index) => {
    const before = windows[index - 1];
    return before === undefined || (before.from <= from && before.to <= to);
  });
}
