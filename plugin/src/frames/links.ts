/** The uids of the boards that are provisioned with the exporter; a link to one that is not there answers "not found". */
const boards = {
  goals: 'waymark-goals',
  dora: 'waymark-dora',
  flow: 'waymark-flow',
} as const;

/** The address of a board, from Grafana's root; values are encoded unless they are Grafana's own `${…}`. */
export function boardUrl(board: keyof typeof boards, variables: Readonly<Record<string, string>>): string {
  const query = Object.entries(variables).map(
    ([name, value]) => `var-${name}=${value.startsWith('${') ? value : encodeURIComponent(value)}`
  );
  return `/d/${boards[board]}?${query.join('&')}`;
}
