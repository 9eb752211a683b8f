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
  readonly coverage: Coverage;
};

/** What the store knows of how whole a team's facts are. */
export type Coverage = {
  /** Complete from here on (the latest of its sources); -Infinity where whole histories were read; NaN: no source of it has ended a pull. */
  readonly from: number;
  /** Complete up to here (the oldest last success of its sources). */
  readonly until: number;
  /** The time of its oldest fact: no period before it says anything. NaN where there is no fact. */
  readonly firstFactAt: number;
  /** Whether any source of the team knows deployments. */
  readonly deployments: boolean;
};
