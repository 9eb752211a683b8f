import type { Knowledge } from '#domain/facts.ts';
import type { Slice } from '#domain/slice.ts';
import type { Window } from '#domain/window.ts';
import type { Objective } from '#domain/work.ts';

/** What a measure may be told by the configuration. */
export type MeasureOptions = {
  readonly leadTimeFrom: 'first_commit' | 'merge';
  readonly bots: 'in' | 'out';
  /** In the order of the configuration; absent: none. */
  readonly objectives?: readonly Objective[];
};

/**
 * What a measure sees in a team's facts; sorted by `at`, the time by which a window takes or leaves it.
 * Windows, quantiles and intervals are applied outside, once for all measures.
 */
export type Observations = {
  /** One duration or size each, at a time. `value` is in the measure's own unit (seconds, changes). */
  durations: {
    readonly at: Float64Array;
    readonly value: Float64Array;
    /** When an observation had no value (a negative span); sorted. */ readonly leftOutAt: Float64Array;
  };
  /** One trial each: part is 1 where it counts in the numerator. */
  ratio: { readonly at: Float64Array; readonly part: Uint8Array };
  /** Parts of wholes of different sizes (a stage of the time of each change): the sum of the parts ÷ that of the wholes. */
  share: { readonly at: Float64Array; readonly part: Float64Array; readonly whole: Float64Array };
  /** Events: how many in so many `days` (absent: 1), in the measure's unit. */
  rate: { readonly at: Float64Array; readonly days?: number };
  /** What else can be said of a window that ends by now, from what happened in it (and up to `looksBack` before). Undefined: nothing. */
  reading: { readonly within: (window: Window) => Reading | undefined };
  /** Things that are there from one time to another (Infinity: still): how many at an instant. */
  stock: { readonly from: Float64Array; readonly to: Float64Array };
  /** The same, and how old they are, in seconds. */
  ages: { readonly from: Float64Array; readonly to: Float64Array };
  /** What else can be said of an instant; it must not look at anything at or after it. Undefined: nothing. */
  level: { readonly at: (time: number) => Reading | undefined };
};
export type Reading = Omit<Sample, 'leftOut' | 'complete'>;
export type MeasureKind = keyof Observations;

/** A label whose few values a measure tells apart, each with a series of its own: groups.ts has the values. */
export type GroupLabel = 'stage' | 'type' | 'objective';

export type Better = 'lower' | 'higher' | 'neither';
export type Statistic = 'p50' | 'p75' | 'p90' | 'max' | 'value';

/** A suffix of the family's name, or what it counts. */
export type Unit =
  'seconds' | 'ratio' | 'per_day' | 'changes' | 'lines' | 'rounds' | 'items' | 'items_per_week' | 'objectives';

/** One measure: what it means and the pure function that sees it. Everything shown of it comes from here. */
export type Measure<K extends MeasureKind = MeasureKind> = {
  [Kind in K]: {
    readonly name: string;
    /** The Prometheus family, whole. */
    readonly family: string;
    readonly title: string;
    /** At most 25 characters. */
    readonly shortTitle: string;
    readonly unit: Unit;
    readonly kind: Kind;
    /** The facts without which nothing is said: no sample where no source of the team knows them. */
    readonly reads: Knowledge;
    readonly better: Better;
    readonly statistics: readonly Statistic[];
    readonly by?: GroupLabel;
    /** Whether it means something without a group, too: all of them together. */
    readonly whole?: boolean;
    readonly definition: string;
    readonly why: string;
    readonly howToRead: string;
    readonly askNext: string;
    /** The measure that pays when this one is pushed, and how. */
    readonly guardrail: string;
    /** Provisional for this long after it happened, in milliseconds (late evidence); absent: 0. */
    readonly settlesAfter?: number;
    /** It needs facts from so many milliseconds before its window or instant; absent: 0. */
    readonly looksBack?: number;
    /**
     * How signals watch it where its kind does not say: each observation for itself, as they are rare and differ much,
     * or never, as it has no good or bad end.
     */
    readonly watched?: 'singly' | 'never';
    /** `group`: one of those that groupsOf gives; absent: all together. */
    readonly observe: (slice: Slice, options: MeasureOptions, group?: string) => Observations[Kind];
  };
}[K];

/** The value of one statistic over one window, with all that is needed to doubt it. */
export type Sample = {
  /** In the measure's unit. */
  readonly value: number;
  /** The number of observations; for a ratio the denominator, for a rate the events. */
  readonly n: number;
  readonly numerator?: number;
  readonly denominator?: number;
  /**
   * 95 % interval: Wilson for ratios, order statistics for quantiles, score for rates, by weeks for shares; absent where
   * there is too little.
   */
  readonly low?: number;
  readonly high?: number;
  readonly leftOut: number;
  /** False while late evidence may still change it, or where the source has not reported up to the window's end. */
  readonly complete: boolean;
};
