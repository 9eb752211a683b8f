import type { Alert } from './alert.ts';

/** Only while the goal runs: what is over is reviewed, not alarmed about. */
const active = 'and on (team, goal) team_goal:waymark_goal_active:bool == 1';

/** What happens to teams: to be looked at together, in working hours. Nobody is woken for a trend. */
const teamAlerts: readonly Alert[] = [
  {
    name: 'WaymarkSignalWorse',
    severity: 'info',
    expr: 'waymark_signal{direction="worse", measure!="change_fail_rate"} == 1',
    for: '6h',
    summary: '{{ $labels.team }}: {{ $labels.measure }} really got worse',
    description:
      'The values lie beyond what chance explains, by the limits of the team’s own past. Ask what changed, and write the answer down: a cause, or a decision.',
    runbook: 'signal-worse',
  },
  {
    name: 'WaymarkChangeFailRateBeyondTest',
    severity: 'warning',
    expr: 'waymark_signal{direction="worse", measure="change_fail_rate"} == 1',
    for: '1h',
    summary: '{{ $labels.team }}: more deployments fail than before, beyond chance',
    description:
      'Of the deployments of the last four weeks more failed than the team’s own past explains (a test at 1 %). Ask what the last failures have in common.',
    runbook: 'change-fail-rate',
  },
  {
    name: 'WaymarkGoalAtRisk',
    severity: 'info',
    expr: `(waymark_goal_status{status="at_risk"} == 1) ${active}`,
    for: '1d',
    summary: '{{ $labels.team }}: the goal {{ $labels.goal }} is at risk',
    description: 'The chance of the target is between 40 and 70 %. Ask whether the plan still fits, or the goal.',
    runbook: 'goal-at-risk',
  },
  {
    name: 'WaymarkGoalOffTrack',
    severity: 'warning',
    expr: `(waymark_goal_status{status="off_track"} == 1) ${active}`,
    for: '1d',
    summary: '{{ $labels.team }}: the goal {{ $labels.goal }} is off track',
    description: 'The chance of the target is below 40 %. Decide: keep the goal, change it, or drop it, and write why.',
    runbook: 'goal-off-track',
  },
  {
    name: 'WaymarkGuardrailBroken',
    severity: 'warning',
    expr: `(waymark_goal_guardrail_holds == 0) ${active}`,
    for: '1d',
    summary: '{{ $labels.team }}: the guardrail {{ $labels.measure }} of the goal {{ $labels.goal }} broke',
    description: 'The goal moves at the cost of another measure. Met like this, it will be called met at a cost.',
    runbook: 'guardrail-broken',
  },
  {
    name: 'WaymarkIncidentPastUsual',
    severity: 'warning',
    expr: 'waymark_open_incident_age_seconds > waymark_open_incident_expectation_seconds',
    for: '5m',
    summary: '{{ $labels.team }}: an incident is open for longer than usual',
    description:
      '85 of 100 incidents of the last 13 weeks ended sooner. Ask whether whoever works on it needs help, or whether it is over and was not closed.',
    runbook: 'incident-past-usual',
  },
];

/** What happens to Waymark: then the numbers above cannot be trusted. */
const ownAlerts: readonly Alert[] = [
  {
    name: 'WaymarkDown',
    severity: 'page',
    expr: 'up{job="waymark"} == 0 or absent(up{job="waymark"})',
    for: '10m',
    summary: 'Waymark does not answer',
    description: 'Prometheus cannot scrape the exporter: boards show old numbers and no alert below can fire.',
    runbook: 'waymark-down',
    panel: 1,
  },
  {
    name: 'WaymarkSourceStale',
    severity: 'warning',
    expr: 'source:waymark_source_age:seconds > clamp_min(6 * waymark_source_interval_seconds, 3600)',
    for: '15m',
    summary: '{{ $labels.source }} has brought nothing for a long time',
    description: 'No pull of this source ended well lately. Numbers of its teams stop, as silence is not zero.',
    runbook: 'source-stale',
    panel: 2,
  },
  {
    name: 'WaymarkCollectionFailing',
    severity: 'warning',
    expr: 'waymark_source_up == 0',
    for: '30m',
    summary: 'Collecting from {{ $labels.source }} fails',
    description: 'Pull after pull fails. The log and the page of the exporter say why, and what to do.',
    runbook: 'collection-failing',
    panel: 3,
  },
  {
    name: 'WaymarkQuotaLow',
    severity: 'warning',
    expr: 'source:waymark_quota_left:ratio < 0.1',
    for: '15m',
    summary: '{{ $labels.source }} has used more than 90 % of its quota',
    description:
      'Waymark waits for the reset by itself; yet others who share the credential may be blocked, and numbers come late.',
    runbook: 'quota-low',
    panel: 4,
  },
  {
    name: 'WaymarkCredentialExpiring',
    severity: 'warning',
    expr: 'waymark_credential_expiry_timestamp_seconds - time() < 14 * 86400',
    for: '1h',
    summary: 'The credential of {{ $labels.source }} ends within two weeks',
    description: 'After that nothing is collected until a new one is there.',
    runbook: 'credential-expiring',
    panel: 5,
  },
];

export const alertGroups: readonly { readonly name: string; readonly alerts: readonly Alert[] }[] = [
  { name: 'waymark-teams', alerts: teamAlerts },
  { name: 'waymark-itself', alerts: ownAlerts },
];
