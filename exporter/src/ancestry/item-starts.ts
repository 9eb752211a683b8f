/** A pull request, merged or not, that names the work items it closes. */
export type Opening = { readonly openedAt: number; readonly workItems: readonly string[] };

/** When the first pull request of a work item was opened. */
export type ItemStart = { readonly item: string; readonly startedAt: number };

/** The earliest opening for each work item that any of them names, in the order of their first naming. */
export function itemStarts(openings: readonly Opening[]): ItemStart[] {
  const starts = new Map<string, number>();
  for (const { openedAt, workItems } of openings) {
    for (const item of workItems) starts.set(item, Math.min(openedAt, starts.get(item) ?? Infinity));
  }
  return [...starts].map(([item, startedAt]) => ({ item, startedAt }));
}
