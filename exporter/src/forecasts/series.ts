import type { Week } from '#measures/week.ts';
import { createScale, weekLength, weeksIn, type Scale, type ScaleKind } from './scale.ts';

/** Weeks side by side, the last one up to now; `NaN` where nothing is known. */
export type Series = {
  readonly scale: Scale;
  readonly y: Float64Array;
  readonly weight: Float64Array;
  /** The positions of the weeks that are known, in order. */
  readonly known: readonly number[];
};

/** A week of the calendar, or nothing where nothing is known of it. */
export type Slot = Week | undefined;

/**
 * Puts weeks on the calendar, up to the last whole week before `now`. Provisional weeks are left out: they still move.
 * Weeks that were merged are counts spread evenly, else one value in the last of them.
 */
export function slotsOf(weeks: readonly Week[], now: number, kind: ScaleKind): Slot[] {
  const usable = weeks.filter(({ to, complete, value }) => complete && to <= now && Number.isFinite(value));
  const start = usable[0]?.from;
  if (start === undefined) return [];
  const slots: Slot[] = new Array<Slot>(Math.max(1, Math.floor((now - start) / weekLength + 0.02)));
  slots.fill(undefined);
  for (const week of usable) {
    const length = weeksIn(week);
    const last = Math.round((week.to - start) / weekLength) - 1;
    if (kind === 'sqrt') {
      for (let at = last - length + 1; at <= last; at++) {
        slots[at] = { ...week, to: week.from + weekLength, n: week.n / length };
      }
    } else slots[last] = week;
  }
  return slots;
}

/** The series of the slots before `end`. Its scale knows of these alone. */
export function seriesOf(slots: readonly Slot[], kind: ScaleKind, end = slots.length): Series {
  const scale = createScale(
    kind,
    slots.slice(0, end).filter((week) => week !== undefined)
  );
  const y = new Float64Array(end).fill(NaN);
  const weight = new Float64Array(end);
  const known: number[] = [];
  for (let at = 0; at < end; at++) {
    const week = slots[at];
    if (week === undefined) continue;
    const found = scale.of(week);
    if (!(found.weight > 0)) continue;
    y[at] = found.y;
    weight[at] = found.weight;
    known.push(at);
  }
  return { scale, y, weight, known };
}
