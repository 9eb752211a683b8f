import { PanelBuilder } from '@grafana/grafana-foundation-sdk/dashboard';

/** Alerts that fire or wait, as a panel: the SDK has no builder of its own for it. */
export function alertList(labels: string): PanelBuilder {
  return new PanelBuilder().type('alertlist').options({
    viewMode: 'list',
    groupMode: 'default',
    maxItems: 20,
    sortOrder: 3,
    alertInstanceLabelFilter: labels,
    stateFilter: { firing: true, pending: true, noData: false, normal: false, error: true },
  });
}
