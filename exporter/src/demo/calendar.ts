import { day, hour, type Window } from '#domain/window.ts';
import type { Habits } from './habits.ts';
import type { Random } from './random.ts';

/** What a team sets out to do; the history says what became of it. */
export type Plan =
  | { readonly plan: 'merge'; readonly at: number; readonly workday: number }
  | { readonly plan: 'release'; readonly at: number; readonly fails: boolean };

/** The starts of the days on which the team works, in UTC: no weekends, and no year's end unless it was just now. */
export function workdays({ from, to }: Window): readonly number[] {
  const days: number[] = [];
  for (let start = from; start < to; start += day) {
    const date = new Date(start);
    const weekend = date.getUTCDay() === 0 || date.getUTCDay() === 6;
    const turnOfTheYear =
      (date.getUTCMonth() === 11 && date.getUTCDate() >= 24) || date.getUTCMonth() + date.getUTCDate() === 1;
    if (!weekend && !(turnOfTheYear && start < to - 28 * day)) days.push(start);
  }
  return days;
}

/**
 * Every planned merge and release, in order. Near the end a release is sure to fail and to be repaired in time, and the
 * last day leaves changes that wait, so that every measure has something to show.
 */
export function planWork(habits: Habits, days: readonly number[], random: Random): readonly Plan[] {
  const last = days.length - 1;
  const releaseDays = days.flatMap((start, index) =>
    index > 5 && (random.chance(habits.releases(new Date(start).getUTCDay())) || isSure(habits, start, index, last))
      ? [index]
      : []
  );
  const doomed = releaseDays.findLast((index) => index <= last - 2);
  return days
    .flatMap((start, index): Plan[] => {
      const share = index / last;
      const morning = index === last ? 11 : 9;
      const merges = Array.from({ length: mergesOn(habits, share, random) + (index === last ? 1 : 0) }, (): Plan => {
        return { plan: 'merge', at: start + between([morning, 17.5], random.next()) * hour, workday: index };
      });
      if (!releaseDays.includes(index)) return merges;
      const at = start + (index === last ? 10 : 10 + 6 * random.next()) * hour;
      const fails = index < last - 1 && random.chance(between(habits.failing, share));
      if (index !== doomed) return [...merges, { plan: 'release', at, fails }];
      const guilty: Plan = { plan: 'merge', at: start + 9 * hour, workday: index };
      return [guilty, ...merges, { plan: 'release', at, fails: true }];
    })
    .sort((a, b) => a.at - b.at);
}

/** The value on the way from the first to the second. */
export function between([first, second]: readonly [number, number], share: number): number {
  return first + (second - first) * share;
}

/** A team that releases on most days does so for certain on the day of which the failure is known. */
function isSure(habits: Habits, start: number, index: number, last: number): boolean {
  return index === last - 2 && habits.releases(new Date(start).getUTCDay()) > 0;
}

function mergesOn(habits: Habits, share: number, random: Random): number {
  const mean = between(habits.changesPerWeek, share) / 5;
  // Most days are like the mean, some are busy, some have none.
  return Math.floor(mean * 2 * random.next() + random.next());
}
