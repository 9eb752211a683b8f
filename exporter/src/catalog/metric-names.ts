import { isInstant } from '#measures/evaluate.ts';
import { measures } from '#measures/index.ts';
import type { Measure } from '#measures/measure.ts';

/** All labels there may be: of teams and of things with few values, never of a person, a branch or a change. */
export type LabelName =
  | 'team'
  | 'window'
  | 'statistic'
  | 'stage'
  | 'type'
  | 'objective'
  | 'measure'
  | 'bound'
  | 'goal'
  | 'status'
  | 'direction'
  | 'limit'
  | 'kind'
  | 'source'
  | 'reason'
  | 'version';

/** One Prometheus family: its name, what promtool and people read of it, and its labels. */
export type MetricFamily = {
  readonly name: string;
  readonly type: 'gauge' | 'counter';
  readonly help: string;
  readonly labels: readonly LabelName[];
};

/** Families that are not the values of one measure. */
export const ownFamilies = [
  {
    name: 'waymark_samples',
    type: 'gauge',
    help: 'Number of observations behind each value; for a ratio its denominator.',
    labels: ['measure', 'team', 'stage', 'type', 'objective', 'window'],
  },
  {
    name: 'waymark_interval',
    type: 'gauge',
    help:
      'The 95 % interval of each value, in the unit of the measure; ' +
      'of the median where a measure has several statistics.',
    labels: ['measure', 'team', 'stage', 'type', 'objective', 'window', 'bound'],
  },
  {
    name: 'waymark_coverage_ratio',
    type: 'gauge',
    help: 'How much of the evidence could be joined.',
    labels: ['kind', 'team'],
  },
  {
    name: 'waymark_open_incident_age_seconds',
    type: 'gauge',
    help: 'How long ago the oldest incident was opened that is still open; absent where none is.',
    labels: ['team'],
  },
  {
    name: 'waymark_open_incident_expectation_seconds',
    type: 'gauge',
    help:
      'The usual length of an incident: 85 of 100 that ended in the last 13 weeks took no longer. ' +
      'Absent where fewer than 6 ended.',
    labels: ['team'],
  },
  {
    name: 'waymark_flow_load_limit_items',
    type: 'gauge',
    help: 'How many work items the team agreed to have in progress at most; absent where it did not.',
    labels: ['team'],
  },
  {
    name: 'waymark_goal_info',
    type: 'gauge',
    help: 'Always 1; what a goal serves, by what it is measured, and of which kind it is.',
    labels: ['team', 'goal', 'objective', 'measure', 'kind'],
  },
  {
    name: 'waymark_goal_value',
    type: 'gauge',
    help: "A goal's value over its window, in the unit of its measure; frozen at the due date.",
    labels: ['team', 'goal'],
  },
  {
    name: 'waymark_goal_baseline',
    type: 'gauge',
    help: 'Where the goal began: given, or frozen from the data at its start.',
    labels: ['team', 'goal'],
  },
  { name: 'waymark_goal_target', type: 'gauge', help: 'What the goal is to reach.', labels: ['team', 'goal'] },
  { name: 'waymark_goal_stretch', type: 'gauge', help: 'What would be better still.', labels: ['team', 'goal'] },
  {
    name: 'waymark_goal_progress_ratio',
    type: 'gauge',
    help: 'From 0 at the baseline to 1 at the target, and beyond either.',
    labels: ['team', 'goal'],
  },
  {
    name: 'waymark_goal_attainment_probability',
    type: 'gauge',
    help: 'The chance that the target is met at the due date, from 0.05 to 0.95; absent with too short a history.',
    labels: ['team', 'goal'],
  },
  {
    name: 'waymark_goal_due_timestamp_seconds',
    type: 'gauge',
    help: 'When the goal is due.',
    labels: ['team', 'goal'],
  },
  {
    name: 'waymark_goal_status',
    type: 'gauge',
    help: '1 for the present status of a goal, 0 for the others.',
    labels: ['team', 'goal', 'status'],
  },
  {
    name: 'waymark_goal_guardrail_holds',
    type: 'gauge',
    help: '1 where the guardrail of a goal holds, 0 where it broke; absent where nothing can be said.',
    labels: ['team', 'goal', 'measure'],
  },
  {
    name: 'waymark_signal',
    type: 'gauge',
    help: '1 while a real change of a measure is signalled, 0 where it is watched and none is.',
    labels: ['measure', 'team', 'direction'],
  },
  {
    name: 'waymark_process_limit',
    type: 'gauge',
    help: 'The range within which a measure moves without a cause of its own, in its unit.',
    labels: ['measure', 'team', 'limit'],
  },
  {
    name: 'waymark_source_up',
    type: 'gauge',
    help: '1 where the last pull ended well, 0 where it failed.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_interval_seconds',
    type: 'gauge',
    help: 'Time between the end of one pull and the start of the next.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_last_success_timestamp_seconds',
    type: 'gauge',
    help: 'When a pull last ended well.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_pull_duration_seconds',
    type: 'gauge',
    help: 'How long the last pull took.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_requests_total',
    type: 'counter',
    help: 'Requests sent to the origin.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_rate_limit',
    type: 'gauge',
    help: "The origin's quota for each of its periods; absent where it sets none.",
    labels: ['source'],
  },
  {
    name: 'waymark_source_rate_limit_remaining',
    type: 'gauge',
    help: 'What is left of the quota, for all who share the credential.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_rate_limit_reset_timestamp_seconds',
    type: 'gauge',
    help: 'When the quota is whole again.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_backfill_ratio',
    type: 'gauge',
    help: 'How much of the first collection is done.',
    labels: ['source'],
  },
  {
    name: 'waymark_source_backfill_end_timestamp_seconds',
    type: 'gauge',
    help: 'When the first collection will be done, by the pace that it has had; absent before it has one, and after.',
    labels: ['source'],
  },
  {
    name: 'waymark_credential_expiry_timestamp_seconds',
    type: 'gauge',
    help: "When the source's credential ends; absent where it does not, or nothing tells.",
    labels: ['source'],
  },
  {
    name: 'waymark_source_errors_total',
    type: 'counter',
    help: 'Pulls that failed, by reason.',
    labels: ['source', 'reason'],
  },
  {
    name: 'waymark_source_items_total',
    type: 'counter',
    help: 'Facts collected, by kind.',
    labels: ['source', 'kind'],
  },
  {
    name: 'waymark_source_skipped_items_total',
    type: 'counter',
    help: 'What could not be read, by reason.',
    labels: ['source', 'reason'],
  },
  { name: 'waymark_build_info', type: 'gauge', help: 'Always 1; the version that runs.', labels: ['version'] },
] as const satisfies readonly MetricFamily[];

export type OwnFamilyName = (typeof ownFamilies)[number]['name'];

/** The family of a measure's values. What is counted at an instant has no window, a single value no statistic. */
export function measureFamily(measure: Measure): MetricFamily {
  const labels: LabelName[] = ['team'];
  if (measure.by !== undefined) labels.push(measure.by);
  if (!isInstant(measure)) labels.push('window');
  if (measure.statistics[0] !== 'value') labels.push('statistic');
  return { name: measure.family, type: 'gauge', help: measure.definition, labels };
}

/** Every family that `/metrics` may hold, but for the process's own. */
export function metricFamilies(): MetricFamily[] {
  return [...measures.map(measureFamily), ...ownFamilies];
}
