import type { Family } from './family.ts';
import type { SourceStatus } from './source-status.ts';

/** How each source does. What a source has never had (a success, a pull) has no sample. */
export function sourceFamilies(sources: readonly SourceStatus[]): Family[] {
  const gauge = (name: string, help: string, value: (source: SourceStatus) => number | undefined): Family => ({
    name: `waymark_source_${name}`,
    help,
    type: 'gauge',
    samples: sources.flatMap((source) => {
      const found = value(source);
      return found === undefined ? [] : [{ labels: { source: source.name }, value: found }];
    }),
  });
  const counter = (
    name: string,
    help: string,
    label: 'reason' | 'kind',
    counts: (source: SourceStatus) => Readonly<Record<string, number>>
  ): Family => ({
    name: `waymark_source_${name}`,
    help,
    type: 'counter',
    samples: sources.flatMap((source) =>
      Object.entries(counts(source)).map(([key, value]) => ({ labels: { source: source.name, [label]: key }, value }))
    ),
  });
  return [
    gauge('up', '1 where the last pull ended well, 0 where it failed.', ({ up }) =>
      up === undefined ? up : Number(up)
    ),
    gauge(
      'interval_seconds',
      'Time between the end of one pull and the start of the next.',
      ({ interval }) => interval / 1000
    ),
    gauge('last_success_timestamp_seconds', 'When a pull last ended well.', (source) =>
      inSeconds(source.lastSuccessAt)
    ),
    gauge('pull_duration_seconds', 'How long the last pull took.', (source) => inSeconds(source.lastPullDuration)),
    counter('errors_total', 'Pulls that failed, by reason.', 'reason', ({ errors }) => errors),
    counter('items_total', 'Facts collected, by kind.', 'kind', ({ items }) => items),
    counter('skipped_items_total', 'What could not be read, by reason.', 'reason', ({ skipped }) => skipped),
  ];
}

function inSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
