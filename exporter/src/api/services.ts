import type { CatalogEntry, Series, Step } from './contract.ts';
import type { Insights } from './insights.ts';
import type { Basis, DeploymentKind, FailureEvidence } from '#domain/facts.ts';
import type { Window } from '#domain/window.ts';
import type { Bottleneck } from '#measures/bottleneck.ts';
import type { GroupLabel, Sample, Statistic } from '#measures/measure.ts';
import type { LandingSource } from '#pages/landing.ts';

/** What the catalog says of a measure. */
export type CatalogRecord = Omit<CatalogEntry, 'statistics' | 'by'> & {
  readonly statistics: readonly Statistic[];
  readonly by?: { readonly label: GroupLabel; readonly values: readonly string[]; readonly whole: boolean };
};

/** What a team owns, by name. `services` and `objectives` may be empty. */
export type TeamRecord = {
  readonly team: string;
  readonly repositories: readonly string[];
  readonly services: readonly string[];
  readonly objectives: readonly string[];
};

/** Checked: the team and the measure exist, statistic and groups are the measure's, the range is not empty or too long. */
export type SeriesQuery = {
  readonly measure: string;
  readonly team: string;
  readonly statistic: Statistic;
  /** Values of the measure's label; undefined: all together. */
  readonly groups: readonly (string | undefined)[];
  readonly range: Window;
  /** Calendar periods in the team's zone, or a trailing window of so many milliseconds up to each day's end there. */
  readonly by: { readonly step: Step } | { readonly window: number };
};

/** `time` is the start of the period, or of the day at whose end a trailing window ends. No point where there is no data. */
export type SeriesPoint = Sample & { readonly time: number; readonly signal?: 'better' | 'worse' };

/** The points of each group; where one was asked for all together, the range within which values usually move. */
export type SeriesRecord = {
  readonly groups: readonly (readonly SeriesPoint[])[];
  readonly usual?: readonly (Omit<NonNullable<Series['usual']>[number], 'from'> & { readonly from: number })[];
};

/** Facts of a repository, of a team, or of both at once; of all configured repositories where neither is given. */
export type FactQuery = {
  readonly repository?: string;
  readonly team?: string;
  /** -Infinity and Infinity where not given. */
  readonly range: Window;
  readonly limit: number;
  /** The `next` of the page before, as it was given out; may be anything that a stranger typed. */
  readonly cursor?: string;
};

/** One page; `next` where more follow. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: string };

export type ChangeRecord = {
  readonly id: string;
  readonly kind: 'pull' | 'commit';
  readonly number?: number;
  readonly repository: string;
  /** Given only where the configuration asks for titles. */
  readonly title?: string;
  readonly sha: string;
  readonly firstCommitAt: number;
  readonly openedAt?: number;
  readonly firstReviewAt?: number;
  readonly mergedAt: number;
  readonly deployedAt?: number;
  /** The id of its first production deployment. */
  readonly deployment?: string;
  readonly basis: Basis;
  readonly bot: boolean;
  readonly url?: string;
};

export type DeploymentRecord = {
  readonly id: string;
  readonly repository: string;
  readonly service: string;
  readonly environment: string;
  readonly version: string;
  readonly sha: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly outcome: 'success' | 'failure';
  readonly kind: DeploymentKind;
  /** How many changes it was the first to deploy. */
  readonly changes: number;
  readonly failed: boolean;
  readonly failedBecause?: FailureEvidence;
  readonly recoveredAt?: number;
  readonly url?: string;
};

export type ItemRecord = {
  readonly id: string;
  readonly repository: string;
  readonly type: string;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly blocked: boolean;
  /** In seconds: since its start, or its opening where no start is known; of what is finished: until then. */
  readonly age: number;
  /** In seconds: 85 of 100 items that were finished in the 13 weeks before took no longer. */
  readonly expectation?: number;
  readonly objective?: string;
  readonly url?: string;
};

export type InvestmentQuery = { readonly range: Window; readonly step: Step };

/** `time` is the start of a period in which anything was finished. */
export type InvestmentPoint = {
  readonly time: number;
  readonly shares: readonly { readonly objective: string; readonly share: number; readonly items: number }[];
};
export type IncidentRecord = {
  readonly id: string;
  readonly repository: string;
  /** '' where nothing names one. */
  readonly service: string;
  readonly openedAt: number;
  readonly resolvedAt?: number;
  /** The id of the deployment that is known or suspected to have caused it. */
  readonly deployment?: string;
  readonly evidence: 'link' | 'window' | 'none';
  readonly url?: string;
};

/** A webhook as it arrived: names of headers in small letters, the body byte for byte. */
export type Delivery = { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: Buffer };

/** What became of it. `unknown`: no source takes any; `refused`: it cannot be read; `unavailable`: not just now. */
export type Receipt = 'stored' | 'repeated' | 'ignored' | 'unsigned' | 'unknown' | 'refused' | 'unavailable';

export type ScrapeFormat = { readonly openMetrics: boolean; readonly gzip: boolean };
export type Scrape = { readonly contentType: string; readonly body: Buffer };

/** All that the API needs of the house; main hands it in, so that no route knows a store. */
export type Services = {
  readonly version: string;
  /** True where the data is the built-in organisation's. */
  readonly demo: boolean;
  readonly now: () => number;
  /** Why not yet, or undefined: ready. */
  readonly notReady: () => string | undefined;
  readonly scrape: (format: ScrapeFormat) => Promise<Scrape>;
  readonly catalog: () => readonly CatalogRecord[];
  readonly teams: () => readonly TeamRecord[];
  readonly sources: () => readonly LandingSource[];
  /** Names of all collected repositories, whether or not a team owns them. */
  readonly repositories: () => Promise<readonly string[]>;
  readonly series: (query: SeriesQuery) => Promise<SeriesRecord>;
  /** Where the time of the team's changes goes. */
  readonly stages: (team: string) => Promise<Bottleneck>;
  readonly changes: (query: FactQuery) => Promise<Page<ChangeRecord>>;
  readonly deployments: (query: FactQuery) => Promise<Page<DeploymentRecord>>;
  /** What is open at the end of the range (at the latest: now), and what was finished in it where it has a beginning. */
  readonly items: (query: FactQuery) => Promise<Page<ItemRecord>>;
  readonly investment: (query: InvestmentQuery) => Promise<readonly InvestmentPoint[]>;
  readonly incidents: (query: FactQuery) => Promise<Page<IncidentRecord>>;
  /** Checks the signature, stores what the delivery says, then resolves. */
  readonly receive: (type: 'github', delivery: Delivery) => Promise<Receipt>;
} & Insights;
