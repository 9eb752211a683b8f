import { day } from '#domain/window.ts';
import { commonRange, ofEvents } from './predictive.ts';
import { alertLimits, type Baseline } from './process-behaviour.ts';
import { scaledMethod, type Scaled } from './scaled.ts';
import { gapRoot } from './scales.ts';
import type { Method } from './watch.ts';

/** The time between two events, on its scale and turned round, so that up means more often. */
export type Gap = Scaled & {
  /** It has lasted since the last event. */ readonly open: boolean;
};

const alpha = 0.01;
const weeks = 4 as const;
const chart = scaledMethod(gapRoot);

export function gapsOf(at: readonly number[], until: number): Gap[] {
  return [...at.slice(1), until].flatMap((to, index) => {
    const from = at[index];
    if (from === undefined || to <= from) return [];
    return [{ from, to, y: -gapRoot.to((to - from) / day), open: index === at.length - 1 }];
  });
}

/**
 * A t-chart: where there are fewer than two events a week, how long we wait for one says sooner that something changed
 * than how many a week has.
 * @param days of the measure's unit: 1 for a day, 7 for a week
 */
export function gapsMethod(days: number): Method<Gap, Baseline & { readonly events: number; readonly seen: number }> {
  return {
    rule: 'gap',
    runs: true,
    learn(spots) {
      const learned = chart.learn(spots);
      return learned && { ...learned, events: spots.length, seen: length(spots) / (7 * day) };
    },
    look(baseline, spots, index) {
      const look = chart.look(baseline, spots, index);
      const { from = NaN, open = false } = spots[index] ?? {};
      if (look.side > 0) return open ? { side: 0, beyond: 0 } : look;
      // A long wait is seen while it lasts.
      return look.beyond < 0 ? { ...look, seenAt: from + gapRoot.from(-alertLimits(baseline).lower) * day } : look;
    },
    /** Of the value of 28 days: a week has one event or none. */
    usual({ events, seen }) {
      const perEvent = days / (7 * weeks);
      const { lower, upper } = commonRange(ofEvents(events, seen, weeks), alpha);
      return { lower: lower * perEvent, centre: (events / seen / 7) * days, upper: upper * perEvent, weeks };
    },
    value: (spots) => (spots.filter(({ open }) => !open).length / (length(spots) / day)) * days,
  };
}

function length(gaps: readonly Gap[]): number {
  return (gaps.at(-1)?.to ?? NaN) - (gaps[0]?.from ?? NaN);
}
