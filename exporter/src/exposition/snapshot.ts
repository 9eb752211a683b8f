import type { Measure, Sample, Statistic } from '#measures/measure.ts';

/** The newest value of one statistic of one measure of one team; no row where there is no data. */
export type MeasureRow = {
  /** What is needed of the measure's declaration. */
  readonly measure: Pick<Measure, 'name' | 'family' | 'definition' | 'statistics' | 'by'>;
  readonly team: string;
  /** One value of the measure's label. */
  readonly group?: string | undefined;
  /** As configured (`28d`); absent for what is counted at an instant (changes that wait). */
  readonly window?: string | undefined;
  readonly statistic: Statistic;
  readonly sample: Sample;
};

/** How much of a team's evidence could be joined, 0 to 1. */
export type CoverageRow = { readonly kind: string; readonly team: string; readonly ratio: number };

/** The oldest open incident of a team and the usual length, in seconds; absent where there is no data. */
export type IncidentRow = { readonly team: string; readonly openAge?: number; readonly expectation?: number };

/** The limit of work in progress that a team agreed on, in items. */
export type LimitRow = { readonly team: string; readonly items: number };

/** Everything computed that a scrape shows, as of one moment. */
export type Snapshot = {
  readonly measures: readonly MeasureRow[];
  readonly coverage: readonly CoverageRow[];
  readonly incidents: readonly IncidentRow[];
  readonly limits: readonly LimitRow[];
};
