import { folder } from './names.ts';

/** Where Grafana finds the boards: beside this file, in a folder of their own, when dist/grafana is mounted as its provisioning. */
export const dashboardProvider: object = {
  apiVersion: 1,
  providers: [
    {
      name: 'waymark',
      type: 'file',
      // By its title only, as alert rules find theirs: with a uid Grafana makes two folders of one name.
      folder,
      allowUiUpdates: false,
      disableDeletion: true,
      updateIntervalSeconds: 30,
      options: { path: '/etc/grafana/provisioning/dashboards/waymark', foldersFromFilesStructure: false },
    },
  ],
};

/** An example to copy: who is told, and that trends wait for working hours. It is not loaded by itself. */
export const contactPoint: object = {
  apiVersion: 1,
  contactPoints: [
    {
      orgId: 1,
      name: 'waymark-example',
      receivers: [
        { uid: 'waymark-example-mail', type: 'email', settings: { addresses: 'team@example.org', singleEmail: true } },
      ],
    },
  ],
  policies: [
    {
      orgId: 1,
      receiver: 'waymark-example',
      group_by: ['alertname', 'team'],
      group_wait: '5m',
      group_interval: '1h',
      repeat_interval: '1w',
    },
  ],
};
