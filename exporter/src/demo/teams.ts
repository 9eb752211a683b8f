import { type Habits, steady, turn } from './habits.ts';

const never: readonly number[] = [];
const train: readonly number[] = [1, 2, 3, 4];

/** The week in which checkout began to release each change when it is merged. */
export const trainSplit = -12;
/** The week in which checkout's browser tests became slower. */
export const slowTests = -3;
/** The week in which payments lost reviewers, for a quarter. */
export const fewReviewers = -6;
/** The week in which identity agreed on small changes, and the one in which it began to review in pairs. */
export const smallChanges = -20;
export const pairReviews = -11;
/** The week in which loyalty began to work: too late to say much of it. */
const loyaltyBegan = -2;

/** The team whose history lies in git alone. */
export const gitTeam = 'search';

const usual = {
  direct: 0.03,
  unreviewed: 0.06,
  bots: 0.08,
  abandoned: 0.1,
  lines: steady(90),
  ciSuccess: steady(0.9),
  releasesAfterMerge: steady(0),
  releaseDays: () => never,
} as const;

/** The six teams of the demo, in the order of the configuration: the first one has data in every measure. */
export const teams: readonly Habits[] = [
  {
    ...usual,
    team: 'checkout',
    repository: 'acme/checkout',
    seed: 101,
    changesPerDay: turn(trainSplit, 4.2, 4.8),
    coding: steady(2.2),
    pickup: turn(-2, 1.1, 1.9),
    review: steady(1.1),
    releasesAfterMerge: turn(trainSplit, 0, 0.72),
    releaseDays: (week) => (week < trainSplit ? train : never),
    failing: turn(trainSplit, 0.16, 0.11, 4),
    repairHours: steady(2),
    repairs: { rollback: 0.3, revert: 0.2, fix: 0.35, suspect: 0.15 },
    ciMinutes: turn(slowTests, 13, 19),
    work: {
      itemsPerWeek: steady(8.5),
      days: steady(6),
      unplanned: turn(-6, 0.12, 0.25, 8),
      objectives: { faster: 0.43, pay: 0.17, rules: 0.09, cheaper: 0.18, '': 0.13 },
    },
  },
  {
    ...usual,
    team: 'payments',
    repository: 'acme/payments',
    seed: 102,
    changesPerDay: turn(fewReviewers, 4.6, 4.2),
    coding: steady(2.4),
    pickup: turn(fewReviewers, 1.3, 10, 1),
    review: turn(fewReviewers, 1.2, 2),
    releasesAfterMerge: steady(0.5),
    failing: steady(0.09),
    repairHours: steady(4),
    repairs: { rollback: 0.2, revert: 0.4, fix: 0.3, suspect: 0.1 },
    ciMinutes: steady(9),
    work: {
      itemsPerWeek: steady(6),
      days: turn(fewReviewers, 6, 9, 3),
      unplanned: steady(0.22),
      objectives: { faster: 0.25, pay: 0.42, rules: 0.12, cheaper: 0.08, '': 0.13 },
    },
  },
  {
    ...usual,
    team: gitTeam,
    repository: 'acme/search',
    seed: 103,
    changesPerDay: steady(1.6),
    coding: steady(7),
    pickup: steady(3),
    review: steady(2),
    releaseDays: () => [1, 3, 5],
    failing: steady(0.17),
    repairHours: steady(5),
    // Tags tell what was released, not what went back or hurt.
    repairs: { rollback: 0, revert: 1, fix: 0, suspect: 0 },
    ciMinutes: steady(7),
    work: undefined,
  },
  {
    ...usual,
    team: 'identity',
    repository: 'acme/platform',
    service: 'identity',
    seed: 104,
    changesPerDay: steady(3),
    coding: steady(2),
    pickup: turn(pairReviews, 3.4, 0.9, 4),
    review: steady(1.2),
    lines: turn(smallChanges, 190, 80, 4),
    releasesAfterMerge: steady(0.75),
    failing: steady(0.06),
    repairHours: steady(1.5),
    repairs: { rollback: 0.7, revert: 0, fix: 0.3, suspect: 0 },
    ciMinutes: steady(11),
    ciSuccess: steady(0.8),
    work: {
      itemsPerWeek: steady(4),
      days: steady(5),
      unplanned: steady(0.15),
      objectives: { faster: 0.2, pay: 0.12, rules: 0.22, cheaper: 0.3, '': 0.16 },
    },
  },
  {
    ...usual,
    team: 'messaging',
    repository: 'acme/platform',
    service: 'messaging',
    seed: 105,
    changesPerDay: steady(1.8),
    coding: steady(4),
    pickup: steady(2.4),
    review: steady(1.6),
    releaseDays: () => [2, 4],
    failing: steady(0.16),
    repairHours: steady(6),
    repairs: { rollback: 0.4, revert: 0, fix: 0.35, suspect: 0.25 },
    ciMinutes: steady(11),
    ciSuccess: steady(0.8),
    work: {
      itemsPerWeek: steady(5),
      days: steady(8),
      unplanned: steady(0.3),
      objectives: { faster: 0.3, pay: 0.1, rules: 0.05, cheaper: 0.35, '': 0.2 },
    },
  },
  {
    ...usual,
    team: 'loyalty',
    repository: 'acme/loyalty',
    seed: 106,
    since: loyaltyBegan,
    changesPerDay: steady(0.9),
    coding: steady(5),
    pickup: steady(3),
    review: steady(2),
    releaseDays: () => [3],
    failing: steady(0.1),
    repairHours: steady(3),
    repairs: { rollback: 0, revert: 1, fix: 0, suspect: 0 },
    ciMinutes: steady(5),
    work: {
      itemsPerWeek: steady(2),
      days: steady(4),
      unplanned: steady(0.1),
      objectives: { faster: 0.7, pay: 0, rules: 0, cheaper: 0.1, '': 0.2 },
    },
  },
];
