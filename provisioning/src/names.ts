/** Names by which the provisioned parts find each other; changing one breaks links that people saved. */
export const prometheusUid = 'waymark-prometheus';
export const waymarkUid = 'waymark';
export const pluginId = 'waymark-goals-datasource';
export const folder = 'Waymark';

/** Uids of the boards; the plugin's links and the alerts use them too. */
export const boards = {
  team: 'waymark-team',
  goals: 'waymark-goals',
  dora: 'waymark-dora',
  flow: 'waymark-flow',
  organisation: 'waymark-organisation',
  itself: 'waymark-itself',
} as const;

/** The tag by which the boards find each other. */
export const boardTag = 'waymark';
