/** A value over the weeks of an era: week 0 begins with the era's month, the past is negative. */
export type Course = (week: number) => number;

export const steady =
  (value: number): Course =>
  () =>
    value;

/** From one value to another, beginning in a week and done some weeks later. */
export const turn =
  (week: number, before: number, after: number, takes = 2): Course =>
  (at) =>
    before + (after - before) * Math.min(1, Math.max(0, (at - week) / takes));

/** How a failed release is repaired: by going back, by taking the change back, or by a fix while an incident is open. */
export type Repair = 'rollback' | 'revert' | 'fix' | 'suspect';

/** How a team of the demo delivers and works. Shares are 0 to 1; times are medians. */
export type Habits = {
  readonly team: string;
  readonly repository: string;
  /** Where the repository is shared: the service that the team deploys, and the folder that its changes touch. */
  readonly service?: string;
  readonly seed: number;
  /** The week in which the team began; absent: before the history does. */
  readonly since?: number;
  readonly changesPerDay: Course;
  /** Office hours: from the first commit until others may look, until one does, and until the merge. */
  readonly coding: Course;
  readonly pickup: Course;
  readonly review: Course;
  readonly lines: Course;
  /** Shares of changes: pushed without a pull request, merged without a review, made by a bot, never merged. */
  readonly direct: number;
  readonly unreviewed: number;
  readonly bots: number;
  readonly abandoned: number;
  /** The share of merges that are released soon after; the others wait for the next release. */
  readonly releasesAfterMerge: Course;
  /** The weekdays (0 is Sunday) on which what waits is released together, at some time of the day. */
  readonly releaseDays: (week: number) => readonly number[];
  readonly failing: Course;
  /** Hours from a failed release to its repair. */
  readonly repairHours: Course;
  readonly repairs: Readonly<Record<Repair, number>>;
  readonly ciMinutes: Course;
  readonly ciSuccess: Course;
  readonly work: WorkHabits | undefined;
};

export type WorkHabits = {
  readonly itemsPerWeek: Course;
  /** Days from start to finish. */
  readonly days: Course;
  readonly unplanned: Course;
  /** The work items by the label of the objective that they serve; '' serves none. */
  readonly objectives: Readonly<Record<string, number>>;
};
