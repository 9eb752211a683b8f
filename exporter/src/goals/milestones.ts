import type { Goal } from '#domain/goal.ts';
import { reaches, type Direction } from './direction.ts';

/** 30, 60 and 90 days of a goal of 90: a fifth of the way while people learn, half of it once that pays, all at the end. */
const usual = [
  { part: 1 / 3, share: 0.2 },
  { part: 2 / 3, share: 0.55 },
  { part: 1, share: 1 },
] as const;

/** The milestones of a goal that names none: at a third, two thirds and the end of its time, however long it is. */
export function usualMilestones(start: number, due: number): Goal['milestones'] {
  return usual.map(({ part, share }) => ({ at: Math.round(start + part * (due - start)), share }));
}

export type Milestone = {
  readonly at: number;
  /** Of the gap between baseline and target. */
  readonly share: number;
  /** Where the measure should be by then; absent: there is no baseline yet. */
  readonly value?: number;
  /** `no_data`: it is past, and nothing was known then. */
  readonly state: 'ahead' | 'reached' | 'not_reached' | 'no_data';
};

/**
 * The milestones of a goal as they stand.
 * @param valueAt the value of the goal's window at a time; undefined where there is none
 */
export function milestonesOf(
  { milestones, target }: Pick<Goal, 'milestones' | 'target'>,
  { better, baseline, now, valueAt }: MilestoneInputs
): Milestone[] {
  return milestones.map(({ at, share }) => {
    if (baseline === undefined) return { at, share, state: at > now ? 'ahead' : 'no_data' };
    const value = baseline + share * (target - baseline);
    if (at > now) return { at, share, value, state: 'ahead' };
    const then = valueAt(at);
    if (then === undefined) return { at, share, value, state: 'no_data' };
    return { at, share, value, state: reaches(then, value, better) ? 'reached' : 'not_reached' };
  });
}

export type MilestoneInputs = {
  readonly better: Direction;
  readonly baseline?: number | undefined;
  readonly now: number;
  readonly valueAt: (time: number) => number | undefined;
};
