import { day, hour } from '#domain/window.ts';
import { type Era, weekOf } from './era.ts';
import type { Habits } from './habits.ts';
import type { Random } from './random.ts';
import { officeHoursBefore } from './working-time.ts';

/** One change that came to the default branch, and its way there. Times are whole milliseconds. */
export type Merge = {
  readonly at: number;
  readonly kind: 'pull' | 'commit';
  /** When its own commits were made, in order; the first one began it. */
  readonly commits: readonly [number, ...number[]];
  /** The rest only of pull requests. */
  readonly openedAt: number;
  /** Where it was opened as a draft. */
  readonly readyAt?: number;
  /** Absent: nobody else looked. */
  readonly firstReviewAt?: number;
  readonly rounds: number;
  readonly lines: number;
  readonly bot: boolean;
  readonly reverts?: Merge;
};

const minute = hour / 60;

/** Makes the changes of one team. Weeks differ: each has a pace of its own. */
export function mergeMaker(habits: Habits, era: Era, random: Random) {
  const paces = new Map<number, number>();
  const begin = habits.since === undefined ? era.from - 28 * day : era.month + habits.since * 7 * day;

  return (at: number, { reverts, urgent }: { readonly reverts?: Merge; readonly urgent: boolean }): Merge => {
    const week = weekOf(era, at);
    const whole = Math.floor(week);
    const pace = paces.get(whole) ?? random.around(1, 0.1);
    paces.set(whole, pace);
    const back = (from: number, hours: number): number => Math.max(begin, officeHoursBefore(from, hours));
    if (reverts !== undefined || urgent) {
      const openedAt = at - Math.floor(random.skewed(5, 12) * minute);
      const size = { rounds: 1, lines: reverts?.lines ?? random.whole(2, 30), bot: false };
      const pull = {
        at,
        kind: 'pull',
        commits: [openedAt - 2 * minute],
        openedAt,
        firstReviewAt: at - 2 * minute,
      } as const;
      return { ...pull, ...size, ...(reverts && { reverts }) };
    }
    const bot = random.chance(habits.bots);
    const lines = Math.ceil(bot ? random.around(6, 0.5) : random.around(habits.lines(week), 0.75));
    if (!bot && random.chance(habits.direct))
      return { at, kind: 'commit', commits: [at], openedAt: at, rounds: 0, lines, bot };

    const unreviewed = random.chance(bot ? 0.7 : habits.unreviewed);
    const mergedFrom = back(at, random.around(habits.review(week) * pace, 0.8));
    const firstReviewAt = unreviewed ? at : mergedFrom;
    const readyAt = back(firstReviewAt, random.around(habits.pickup(week) * pace, 0.7));
    const began = bot ? readyAt : back(readyAt, random.around(habits.coding(week) * pace, 0.9));
    const wasDraft = !bot && random.chance(0.3);
    const openedAt = wasDraft ? Math.floor(began + (readyAt - began) * random.next()) : readyAt;
    const later = Array.from({ length: bot ? 0 : random.whole(0, 3) }, () =>
      Math.floor(began + (at - began) * random.next())
    );
    const rounds = unreviewed ? 0 : Math.min(6, 1 + Math.floor(random.around(0.5, 0.9)));
    return {
      at,
      kind: 'pull',
      commits: [began, ...later.sort((a, b) => a - b)],
      openedAt,
      ...(wasDraft && { readyAt }),
      ...(!unreviewed && { firstReviewAt }),
      rounds,
      lines,
      bot,
    };
  };
}
