import { pluginId, prometheusUid, waymarkUid } from './names.ts';

/** Grafana reads the addresses and tokens from its environment when it starts. */
export const datasources: object = {
  apiVersion: 1,
  datasources: [
    {
      name: 'Waymark Prometheus',
      uid: prometheusUid,
      type: 'prometheus',
      access: 'proxy',
      url: '${WAYMARK_PROMETHEUS_URL}',
      // Grafana's own alerting is provisioned beside it: Prometheus' copies of the same rules would be listed twice.
      jsonData: { timeInterval: '1m', httpMethod: 'POST', manageAlerts: false },
      editable: false,
    },
    {
      name: 'Waymark',
      uid: waymarkUid,
      type: pluginId,
      access: 'proxy',
      url: '${WAYMARK_URL}',
      secureJsonData: { readToken: '${WAYMARK_READ_TOKEN}', writeToken: '${WAYMARK_WRITE_TOKEN}' },
      editable: false,
    },
  ],
};
