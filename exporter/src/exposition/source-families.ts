import type { OwnFamilyName } from '#catalog/metric-names.ts';
import { type Family, ownFamily } from './family.ts';
import type { SourceStatus } from '#domain/source-status.ts';

/** How each source does. What a source has never had (a success, a pull) has no sample. */
export function sourceFamilies(sources: readonly SourceStatus[]): Family[] {
  const single = (name: OwnFamilyName, value: (source: SourceStatus) => number | undefined): Family =>
    ownFamily(
      name,
      sources.flatMap((source) => {
        const found = value(source);
        return found === undefined ? [] : [{ labels: { source: source.name }, value: found }];
      })
    );
  const counter = (
    name: OwnFamilyName,
    label: 'reason' | 'kind',
    counts: (source: SourceStatus) => Readonly<Record<string, number>>
  ): Family =>
    ownFamily(
      name,
      sources.flatMap((source) =>
        Object.entries(counts(source)).map(([key, value]) => ({ labels: { source: source.name, [label]: key }, value }))
      )
    );
  return [
    single('waymark_source_up', ({ up }) => (up === undefined ? up : Number(up))),
    single('waymark_source_interval_seconds', ({ interval }) => interval / 1000),
    single('waymark_source_last_success_timestamp_seconds', ({ lastSuccessAt }) => inSeconds(lastSuccessAt)),
    single('waymark_source_pull_duration_seconds', ({ lastPullDuration }) => inSeconds(lastPullDuration)),
    single('waymark_source_requests_total', ({ usage }) => usage?.requests),
    single('waymark_source_rate_limit', ({ usage }) => usage?.limit),
    single('waymark_source_rate_limit_remaining', ({ usage }) => usage?.remaining),
    single('waymark_source_rate_limit_reset_timestamp_seconds', ({ usage }) => inSeconds(usage?.resetAt)),
    single('waymark_source_backfill_ratio', ({ usage }) => usage?.backfill),
    single('waymark_source_backfill_end_timestamp_seconds', ({ usage, finishesAt }) =>
      (usage?.backfill ?? 1) < 1 ? inSeconds(finishesAt) : undefined
    ),
    single('waymark_credential_expiry_timestamp_seconds', ({ usage }) => inSeconds(usage?.credentialExpiresAt)),
    counter('waymark_source_errors_total', 'reason', ({ errors }) => errors),
    counter('waymark_source_items_total', 'kind', ({ items }) => items),
    counter('waymark_source_skipped_items_total', 'reason', ({ skipped }) => skipped),
  ];
}

function inSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
