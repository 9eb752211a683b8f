import type { Placed } from './line.ts';

/** Two changes, by their positions on the line: the later one mends what the earlier one broke. */
export type Hotfix = { readonly mended: number; readonly by: number };

/** Which change mends which, as hotfixes name them by number; only an earlier one can be mended. */
export function findHotfixes(line: readonly Placed[]): { readonly hotfixes: Hotfix[]; readonly unknown: number } {
  const hotfixes: Hotfix[] = [];
  const positions = new Map<number, number>();
  let unknown = 0;
  for (const [by, { change }] of line.entries()) {
    if (change.mendsNumber !== undefined) {
      const mended = positions.get(change.mendsNumber);
      if (mended === undefined) unknown++;
      else hotfixes.push({ mended, by });
    }
    if (change.number !== undefined) positions.set(change.number, by);
  }
  return { hotfixes, unknown };
}
