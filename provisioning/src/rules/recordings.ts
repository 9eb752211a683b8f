import type { Recording } from './alert.ts';

/** Named as Prometheus advises: level, metric, operation. */
export const recordings: readonly Recording[] = [
  { record: 'source:waymark_source_age:seconds', expr: 'time() - waymark_source_last_success_timestamp_seconds' },
  {
    record: 'source:waymark_quota_left:ratio',
    expr: 'waymark_source_rate_limit_remaining / (waymark_source_rate_limit > 0)',
  },
  {
    record: 'team_goal:waymark_goal_active:bool',
    expr: 'waymark_goal_due_timestamp_seconds > bool time()',
  },
];
