import { stringify } from 'yaml';
import { dashboards } from './dashboards/all.ts';
import { datasources } from './datasources.ts';
import { contactPoint, dashboardProvider } from './providers.ts';
import { grafanaRules } from './rules/grafana.ts';
import { prometheusRules } from './rules/prometheus.ts';

/** `path` is relative to dist/. */
export type File = { readonly path: string; readonly text: string };

/** Everything that is provisioned. Prometheus' rules alone end in .yaml: both sorts of file have `groups` at the top. */
export function files(): File[] {
  return [
    yaml('prometheus/waymark.rules.yaml', prometheusRules()),
    yaml('grafana/datasources/waymark.yml', datasources),
    yaml('grafana/dashboards/waymark.yml', dashboardProvider),
    yaml('grafana/alerting/waymark.yml', grafanaRules()),
    yaml('grafana/examples/contact-point.yml', contactPoint),
    ...Object.entries(dashboards).map(([name, made]) =>
      json(`grafana/dashboards/waymark/${name}.json`, made().build())
    ),
  ];
}

const head = '# Made from provisioning/src: change it there.\n';

function yaml(path: string, content: object): File {
  return { path, text: head + stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }) };
}

function json(path: string, content: object): File {
  return { path, text: `${JSON.stringify(content, null, 2)}\n` };
}
