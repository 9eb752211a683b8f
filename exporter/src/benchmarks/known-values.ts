import { day, hour, second } from '#domain/window.ts';
import { editions } from './centroids.ts';
import { distributions, failRateEnds } from './distributions.ts';
import { vendorSets } from './vendor.ts';

/** A number that others are known by, in the unit of the measure. */
export type KnownValue = { readonly measure: string; readonly value: number; readonly source: string };

const spans = [hour, day, 7 * day].map((span) => span / second);
const survey = distributions[0]?.source.text ?? '';

/** Every number of these benchmarks that could be copied into a goal: the ends of answers, and what vendors print. */
export const knownValues: readonly KnownValue[] = [
  ...['change_lead_time', 'failed_deployment_recovery_time'].flatMap((measure) =>
    spans.map((value) => ({ measure, value, source: survey }))
  ),
  ...[1, 1 / 7].map((value) => ({ measure: 'deployment_frequency', value, source: survey })),
  ...failRateEnds.slice(0, -1).map((end) => ({ measure: 'change_fail_rate', value: end / 100, source: survey })),
  ...editions.flatMap(({ centroids, source }) =>
    centroids.map(({ failRate }) => ({ measure: 'change_fail_rate', value: failRate.high / 100, source: source.text }))
  ),
  ...vendorSets.flatMap(({ rows, source }) =>
    rows.flatMap(({ measure, unit, levels }) =>
      measure === undefined
        ? []
        : levels.flatMap(({ below }) =>
            below === undefined
              ? []
              : [{ measure, value: unit === 'hours' ? (below * hour) / second : below, source: source.text }]
          )
    )
  ),
];
