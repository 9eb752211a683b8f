import type { Knowledge } from './facts.ts';
import type { ChangeWorkColumns, ItemColumns } from './work.ts';

/**
 * What the measures read of one team: columns of facts, in milliseconds, NaN where a time is absent.
 * Columns of one group have the same length and are sorted by the time that stands first.
 */
export type Slice = {
  /** Changes of the team that were deployed, by deployment time. */
  readonly deployed: {
    readonly deployedAt: Float64Array;
    readonly mergedAt: Float64Array;
    readonly firstCommitAt: Float64Array;
    readonly bot: Uint8Array;
    readonly baseline: Uint8Array;
    /** When others could look at it: the last time it left draft, else its opening; NaN where no source knows. */
    readonly readyAt: Float64Array;
    /** NaN: no review by another human, or no source knows. */
    readonly firstReviewAt: Float64Array;
  };
  /** Merged changes that wait for a deployment, by merge time; only where the source knows deployments. */
  readonly waiting: { readonly mergedAt: Float64Array };
  /** Successful production deployments, by finish time. */
  readonly deployments: {
    readonly finishedAt: Float64Array;
    readonly recoveredAt: Float64Array;
    readonly failed: Uint8Array;
    /** 1 where it is a rollback or a remediation. */
    readonly rework: Uint8Array;
    /** Changes first deployed by it. */
    readonly changes: Float64Array;
    readonly baseline: Uint8Array;
  };
  /** All incidents, by the time they were opened; resolvedAt is NaN where one is open. */
  readonly incidents: {
    readonly openedAt: Float64Array;
    readonly resolvedAt: Float64Array;
    /** 1 where a deployment is known to have caused it, or suspected. */
    readonly attributed: Uint8Array;
  };
  /** Work items; empty where no source knows them. */
  readonly items: ItemColumns;
  /** What merged changes serve; only those that say something of it. */
  readonly changeWork: ChangeWorkColumns;
  /** Merged pull requests, by merge time, deployed or not. */
  readonly pulls: {
    readonly mergedAt: Float64Array;
    readonly bot: Uint8Array;
    /** NaN where no source can tell. */
    readonly lines: Float64Array;
    /** NaN where no source knows reviews. */
    readonly reviewRounds: Float64Array;
    readonly firstReviewAt: Float64Array;
  };
  /** Pull requests by their opening, merged or not; closedAt is NaN where one is open. */
  readonly proposals: {
    readonly openedAt: Float64Array;
    readonly closedAt: Float64Array;
    readonly bot: Uint8Array;
  };
  /** Pipeline runs of the default branch, each attempt for itself, by finish time. */
  readonly runs: {
    readonly finishedAt: Float64Array;
    readonly startedAt: Float64Array;
    /** An index of `runOutcomes`. */
    readonly outcome: Uint8Array;
    /** Of a success: when its workflow had first failed since the success before it; NaN: it had not. */
    readonly redSince: Float64Array;
    /** 1 for a success whose very commit had failed the same workflow before. */
    readonly failedBefore: Uint8Array;
  };
  readonly coverage: Coverage;
};

export const runOutcomes = ['success', 'failure', 'cancelled'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** What the store knows of how whole a team's facts are. */
export type Coverage = {
  /** Complete from here on (the latest of its sources); -Infinity where whole histories were read; NaN: no source of it has ended a pull. */
  readonly from: number;
  /** Complete up to here (the oldest last success of its sources). */
  readonly until: number;
  /** The time of its oldest fact: no period before it says anything. NaN where there is no fact. */
  readonly firstFactAt: number;
  /** What some source of the team is able to tell. */
  readonly knows: ReadonlySet<Knowledge>;
};
