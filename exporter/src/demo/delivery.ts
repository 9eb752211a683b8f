import { day, hour } from '#domain/window.ts';
import { type Era, weekOf } from './era.ts';
import { outagesOf } from './outages.ts';
import type { Habits } from './habits.ts';
import type { Random } from './random.ts';
import { type Merge, mergeMaker } from './merge.ts';
import { officeMoment, presence, workdays } from './working-time.ts';

/** A deployment to production; it holds all merges of its team up to one of them. */
export type Release = {
  readonly startedAt: number;
  readonly at: number;
  readonly holds: Merge;
  readonly isPatch: boolean;
  readonly isRollback: boolean;
  /** When an attempt before it ended that did not reach production. */
  readonly attemptAt?: number;
};

/** Users were hurt; where no release is named, none may be to blame. */
export type Outage = { readonly openedAt: number; readonly resolvedAt?: number; readonly causedBy?: Release };

/** What a team brought to its users, in the order of time. */
export type Delivery = {
  readonly merges: readonly Merge[];
  readonly releases: readonly Release[];
  readonly outages: readonly Outage[];
};

type Step = { readonly at: number } & (
  | { readonly step: 'merge'; readonly reverts?: Merge; readonly urgent: boolean }
  | { readonly step: 'release'; readonly isPatch: boolean }
  | { readonly step: 'rollback' }
);

const minute = hour / 60;

/** Plays a team's era by the dice of its seed: what it merged, what it released, what failed and how that was mended. */
export function deliver(habits: Habits, era: Era, random: Random): Delivery {
  const make = mergeMaker(habits, era, random);
  const merges: Merge[] = [];
  const releases: Release[] = [];
  const outages: Outage[] = [...outagesOf(habits.team, era)];
  const steps = plan(habits, era, random);
  const insert = (step: Step): void => {
    const place = steps.findIndex(({ at }) => at > step.at);
    steps.splice(place < 0 ? steps.length : place, 0, step);
  };
  const wayToRepair = random.turns(habits.repairs);
  let mendedAt = -Infinity;
  let sound = 0;

  const release = (at: number, holds: Merge, kind: Pick<Release, 'isPatch' | 'isRollback'>): Release => {
    const startedAt = Math.floor(at - random.around(7, 0.3) * minute);
    const again = random.chance(0.03) ? { attemptAt: startedAt - 5 * minute } : {};
    const made = { startedAt, at, holds, ...kind, ...again };
    releases.push(made);
    return made;
  };
  const repair = (failed: Release, before: Release | undefined, shipped: readonly Merge[]): void => {
    const hours = Math.min(18, Math.max(0.3, random.around(habits.repairHours(weekOf(era, failed.at)), 0.6)));
    mendedAt = Math.floor(failed.at + hours * hour);
    const noticedAt = Math.floor(failed.at + random.skewed(0.05, 0.5) * hours * hour);
    const reverts = shipped.find(({ kind, reverts: other }) => kind === 'pull' && other === undefined);
    const way = wayToRepair();
    if (way === 'rollback' && before) {
      insert({ step: 'rollback', at: mendedAt });
      return;
    }
    const mergedAt = mendedAt - 20 * minute;
    if (way === 'revert' && reverts) insert({ step: 'merge', at: mergedAt, reverts, urgent: true });
    else {
      insert({ step: 'merge', at: mergedAt, urgent: true });
      const cause = way === 'suspect' ? {} : { causedBy: failed };
      outages.push({ openedAt: noticedAt, resolvedAt: mendedAt + 5 * minute, ...cause });
    }
    insert({ step: 'release', at: mendedAt, isPatch: true });
  };

  for (let step = steps.shift(); step !== undefined && step.at < era.to; step = steps.shift()) {
    const week = weekOf(era, step.at);
    const last = releases.at(-1);
    switch (step.step) {
      case 'merge':
        merges.push(make(step.at, step));
        // What comes after an urgent change is there before that is released: something always waits.
        if (step.urgent) insert({ step: 'merge', at: step.at + 10 * minute, urgent: false });
        else if (random.chance(habits.releasesAfterMerge(week)))
          insert({ step: 'release', at: Math.floor(step.at + random.around(40, 0.4) * minute), isPatch: false });
        break;
      case 'rollback': {
        const good = releases.at(-2);
        if (good) release(step.at, good.holds, { isPatch: false, isRollback: true });
        break;
      }
      case 'release': {
        if (step.at < mendedAt) {
          insert({ ...step, at: mendedAt + 30 * minute });
          break;
        }
        // The newest change is watched on a test system until the next one has come.
        const reached = last ? merges.indexOf(last.holds) : -1;
        const shipped = merges.slice(reached + 1, -1);
        const holds = shipped.at(-1);
        if (!holds) break;
        const made = release(step.at, holds, { isPatch: step.isPatch, isRollback: false });
        const failing = habits.failing(week);
        sound = step.isPatch ? sound : sound + 1;
        if (step.isPatch || !(random.chance(failing) || sound * failing > 2)) break;
        sound = 0;
        repair(made, last, shipped);
      }
    }
  }
  return { merges, releases, outages };
}

/** Merges and releases as the team means to make them, in order. */
function plan(habits: Habits, era: Era, random: Random): Step[] {
  const from = habits.since === undefined ? era.from : era.month + habits.since * 7 * day;
  const steps = workdays({ from, to: era.to }).flatMap((start): Step[] => {
    const week = weekOf(era, start);
    const mean = habits.changesPerDay(week) * presence(start);
    // Most days are like the mean, some are busy, some have none.
    const count = Math.floor(mean * 2 * random.next() + random.next());
    const merges = Array.from({ length: count }, (): Step => {
      return { step: 'merge', at: officeMoment(start, random.next()), urgent: false };
    });
    if (!habits.releaseDays(week).includes(new Date(start).getUTCDay())) return merges;
    return [...merges, { step: 'release', at: officeMoment(start, 0.1 + 0.8 * random.next()), isPatch: false }];
  });
  return steps.sort((a, b) => a.at - b.at);
}
