import { durationAnswer, frequencyAnswer } from './answers.ts';
import { distributions, failRateEnds, type Distribution } from './distributions.ts';
import { nearestCentroids, type Nearest } from './nearest.ts';
import { quickCheck, type Delivery, type DeliveryMeasure, type QuickCheck } from './quick-check.ts';
import { label } from './source.ts';

export type Benchmark = {
  readonly measure: string;
  readonly edition: string;
  readonly value?: number;
  /** The answer that the value falls into, in the survey's words. */
  readonly group?: string;
  /** The share of those who gave this answer or a better one; 0 to 1. */
  readonly top_share?: number;
  readonly groups: readonly { readonly text: string; readonly share: number; readonly top_share: number }[];
  /** Whether every figure was read in its source. */
  readonly verified: boolean;
  readonly source: string;
  readonly licence: string;
  readonly label: string;
};

export type Benchmarks = {
  readonly items: readonly Benchmark[];
  readonly nearest: readonly Nearest[];
  readonly quick_check?: QuickCheck;
};

/** A team's values among the answers of others. No level of one metric: there are none in 2025, and before they cross. */
export function benchmarksOf(values: Delivery): Benchmarks {
  const check = quickCheck(values);
  return {
    items: distributions.map((distribution) => itemOf(distribution, values[distribution.measure])),
    nearest: nearestCentroids(values),
    ...(check && { quick_check: check }),
  };
}

/** The place of a value among the groups, from the best on. */
const placeOf: { readonly [M in Exclude<DeliveryMeasure, 'deployment_rework_rate'>]: (value: number) => number } = {
  change_lead_time: (seconds) => 6 - durationAnswer(seconds),
  deployment_frequency: (perDay) => 6 - frequencyAnswer(perDay),
  failed_deployment_recovery_time: (seconds) => 6 - durationAnswer(seconds),
  change_fail_rate: (ratio) => failRateEnds.findIndex((end) => 100 * ratio <= end + 1e-9),
};

function itemOf({ measure, edition, source, groups }: Distribution, value: number | undefined): Benchmark {
  const group = value === undefined ? undefined : groups[placeOf[measure](value)];
  return {
    measure,
    edition,
    ...(value === undefined ? {} : { value }),
    ...(group && { group: group.text, top_share: share(group.top) }),
    groups: groups.map(({ text, share: part, top }) => ({ text, share: share(part), top_share: share(top) })),
    verified: groups.every(({ mark }) => mark === 'read'),
    source: source.text,
    licence: source.licence,
    label,
  };
}

function share(percent: number): number {
  return Math.round(percent * 10) / 1000;
}
