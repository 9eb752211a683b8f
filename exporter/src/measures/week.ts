/**
 * What a measure says of one ISO week in the team's zone, or of several that were merged as each had too little.
 * `value` is in the measure's unit: a median, a count a day, a ratio.
 */
export type Week = {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly n: number;
  readonly numerator?: number;
  readonly denominator?: number;
  /** False while late evidence may still change it. */
  readonly complete: boolean;
};
