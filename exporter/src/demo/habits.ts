import { day } from '#domain/window.ts';

/** How a team of the demo works. Pairs are the values at the beginning and at the end of its history. */
export type Habits = {
  readonly team: string;
  readonly repository: string;
  readonly seed: number;
  readonly changesPerWeek: readonly [number, number];
  /** Working days from the first commit of a branch to its merge, at most. */
  readonly branchDays: readonly [number, number];
  /** Share of pull requests that are squashed; the others are merge commits. */
  readonly squashed: number;
  /** Share of changes pushed without a pull request. */
  readonly direct: number;
  /** Whether a working day (0 is Sunday) brings a release, as a share of such days. */
  readonly releases: (weekday: number) => number;
  readonly failing: readonly [number, number];
  /** Hours from a failing release to the merge of its revert: fewest, most. */
  readonly repairHours: readonly [number, number];
};

/** How far back the histories go. */
export const historyLength = 548 * day;

/** One team that learned to ship small and often, one that ships on Wednesdays and finds its branches growing. */
export const organisation: readonly Habits[] = [
  {
    team: 'checkout',
    repository: 'acme/checkout',
    seed: 20_240_601,
    changesPerWeek: [5, 8],
    branchDays: [6, 2],
    squashed: 0.85,
    direct: 0.06,
    releases: () => 0.75,
    failing: [0.14, 0.06],
    repairHours: [0.3, 5],
  },
  {
    team: 'payments',
    repository: 'acme/payments',
    seed: 20_240_602,
    changesPerWeek: [5, 3],
    branchDays: [4, 8],
    squashed: 0.1,
    direct: 0.02,
    releases: (weekday) => (weekday === 3 ? 1 : 0),
    failing: [0.12, 0.2],
    repairHours: [3, 20],
  },
];
