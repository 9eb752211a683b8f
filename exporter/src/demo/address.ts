/** The address of a thing of the demo: a host that is reserved for examples. */
export function address(repository: string, rest: string): string {
  return `https://example.org/demo/${repository}/${rest}`;
}
