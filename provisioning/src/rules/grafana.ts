import { folder, prometheusUid } from '../names.ts';
import type { Alert } from './alert.ts';
import { alertGroups } from './alerts.ts';
import { runbookUrl } from './prometheus.ts';
import { recordings } from './recordings.ts';

/**
 * The same alerts as a file of Grafana's alerting provisioning, for who has no Prometheus rules. Recordings are written
 * out, as Grafana has none of ours. Use one of the two, or everything is told twice.
 */
export function grafanaRules(): object {
  return {
    apiVersion: 1,
    groups: alertGroups.map(({ name, alerts }) => ({
      orgId: 1,
      name,
      folder,
      interval: '1m',
      rules: alerts.map(rule),
    })),
  };
}

function rule({ name, expr, for: lasting, severity, summary, description, runbook, panel }: Alert): object {
  return {
    uid: kebab(name),
    title: name,
    condition: 'B',
    for: lasting,
    // No series is the normal state of an alert that lists what is wrong.
    noDataState: 'OK',
    execErrState: 'Error',
    labels: { severity, product: 'waymark' },
    annotations: {
      summary,
      description,
      runbook_url: runbookUrl(runbook),
      ...(panel !== undefined && { __dashboardUid__: 'waymark-itself', __panelId__: String(panel) }),
    },
    data: [
      {
        refId: 'A',
        datasourceUid: prometheusUid,
        relativeTimeRange: { from: 600, to: 0 },
        // What is wrong may have the value 0: each series counts as one.
        model: { refId: 'A', expr: `(${written(expr)}) * 0 + 1`, instant: true },
      },
      {
        refId: 'B',
        datasourceUid: '__expr__',
        relativeTimeRange: { from: 0, to: 0 },
        model: {
          refId: 'B',
          type: 'threshold',
          expression: 'A',
          conditions: [{ evaluator: { type: 'gt', params: [0] } }],
        },
      },
    ],
  };
}

function written(expr: string): string {
  return recordings.reduce((text, { record, expr: meaning }) => text.replaceAll(record, `(${meaning})`), expr);
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
