import { alertGroups } from './alerts.ts';
import { recordings } from './recordings.ts';

/** A Prometheus rule file: recordings first, as alerts read them. */
export function prometheusRules(): object {
  return {
    groups: [
      { name: 'waymark-recordings', rules: recordings.map(({ record, expr }) => ({ record, expr })) },
      ...alertGroups.map(({ name, alerts }) => ({
        name,
        rules: alerts.map(({ name: alert, expr, for: lasting, severity, summary, description, runbook }) => ({
          alert,
          expr,
          for: lasting,
          labels: { severity, product: 'waymark' },
          annotations: { summary, description, runbook_url: runbookUrl(runbook) },
        })),
      })),
    ],
  };
}

/** From the root of this repository; who publishes it elsewhere puts an address before it. */
export function runbookUrl(runbook: string): string {
  return `docs/runbooks/${runbook}.md`;
}
