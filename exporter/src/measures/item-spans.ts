import { itemTypes } from '#domain/facts.ts';
import type { ItemColumns } from '#domain/work.ts';
import type { Observations } from './measure.ts';
import { Spans } from './spans.ts';

/** Picks what is of a type, by its column; every type where none is named. */
export function ofType(type: Uint8Array, group: string | undefined): (_: unknown, index: number) => boolean {
  const wanted = itemTypes.findIndex((name) => name === group);
  return (_, index) => group === undefined || type[index] === wanted;
}

/** The time from start to finish of each finished item. Without a known start, or finished before it: left out. */
export function flowTimes({ finished }: ItemColumns, group?: string): Observations['durations'] {
  const spans = new Spans();
  const wanted = ofType(finished.type, group);
  finished.finishedAt.forEach((end, index) => {
    if (wanted(end, index)) spans.add(finished.startedAt[index] ?? NaN, end);
  });
  return spans.observations();
}

/**
 * Items from their start to their end: done, given up, or Infinity. An item without a known start never was in progress,
 * nor was one whose end lies before its start.
 */
export function itemsInProgress({ finished, unfinished }: ItemColumns, group?: string): Observations['stock'] {
  const from: number[] = [];
  const to: number[] = [];
  const add = (starts: Float64Array, ends: Float64Array, type: Uint8Array): void => {
    const wanted = ofType(type, group);
    starts.forEach((start, index) => {
      const end = ends[index] ?? NaN;
      if (start > end || Number.isNaN(start) || !wanted(start, index)) return;
      from.push(start);
      to.push(end);
    });
  };
  add(finished.startedAt, finished.finishedAt, finished.type);
  add(unfinished.startedAt, unfinished.cancelledAt, unfinished.type);
  return { from: Float64Array.from(from), to: Float64Array.from(to) };
}
