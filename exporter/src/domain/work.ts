/** Which work serves an objective; globs. In a list the first that matches wins. */
export type Objective = {
  readonly objective: string;
  readonly work: {
    readonly labels: readonly string[];
    readonly milestones: readonly string[];
    readonly repositories: readonly string[];
  };
};

/** Stands for the objective of work that no objective claims. */
export const unlinked = 'unlinked';

/**
 * Columns in milliseconds, as in a slice. Items that another names as its parent are not among them. `startedAt` is the
 * first sign of work, or the opening of the first pull request that names the item; NaN where there is none.
 */
export type ItemColumns = {
  /** Closed as done and not opened again, by the time of the last closing. */
  readonly finished: {
    readonly finishedAt: Float64Array;
    readonly startedAt: Float64Array;
    /** How long it waited between its start and its end; NaN where waiting is not marked, or no start is known. */
    readonly blockedFor: Float64Array;
    /** An index of `itemTypes`. */
    readonly type: Uint8Array;
    readonly unplanned: Uint8Array;
    /** An index of the configured objectives; their number stands for unlinked. */
    readonly objective: Uint16Array;
  };
  /** Started and not finished, by the start. */
  readonly unfinished: {
    readonly startedAt: Float64Array;
    /** Infinity where work on it goes on. */
    readonly cancelledAt: Float64Array;
    readonly type: Uint8Array;
  };
};

/** Merged changes, by merge time. */
export type ChangeWorkColumns = {
  readonly mergedAt: Float64Array;
  readonly bot: Uint8Array;
  /** As with items. */
  readonly objective: Uint16Array;
  /** 1 where it names a work item, 0 where it names none, -1 where no source could tell. */
  readonly linked: Int8Array;
};
