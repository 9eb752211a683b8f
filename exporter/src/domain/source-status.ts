/** What a source knows of the quota it lives on, for its own health; times in milliseconds since 1970. */
export type SourceUsage = {
  readonly requests: number;
  readonly limit?: number;
  readonly remaining?: number;
  readonly resetAt?: number;
  readonly credentialExpiresAt?: number;
  /** How far the first collection is, 0 to 1. */
  readonly backfill?: number;
};

/** How one source does; the pipeline keeps it, scrapes and the landing page show it. Times are milliseconds since 1970. */
export type SourceStatus = {
  readonly name: string;
  /** The configuration's key: git, github. */
  readonly type: string;
  /** Milliseconds between the end of one pull and the start of the next. */
  readonly interval: number;
  /** How the last pull ended; absent while none has. */
  readonly up?: boolean;
  readonly pulling: boolean;
  readonly lastSuccessAt?: number;
  /** How long the last pull took, in milliseconds. */
  readonly lastPullDuration?: number;
  /** Of the pull that runs. */
  readonly progress?: { readonly done: number; readonly total: number };
  /** When that pull will be done, by the pace that it has had. */
  readonly finishesAt?: number;
  /** Where the source lives on a quota. Requests are those of this process. */
  readonly usage?: SourceUsage;
  /** Of the last pull, where it failed: a reason of SourceError, and what to do about it. */
  readonly failure?: { readonly reason: string; readonly message: string };
  /** Counted over restarts; by reason, by kind of fact, by reason. */
  readonly errors: Readonly<Record<string, number>>;
  readonly items: Readonly<Record<string, number>>;
  readonly skipped: Readonly<Record<string, number>>;
};
