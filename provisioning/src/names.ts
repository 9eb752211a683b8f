/** Names by which the provisioned parts find each other; changing one breaks links that people saved. */
export const prometheusUid = 'waymark-prometheus';
export const waymarkUid = 'waymark';
export const pluginId = 'waymark-goals-datasource';
export const folder = { title: 'Waymark', uid: 'waymark' };
