import { type CalendarStep, periods } from '#domain/calendar.ts';
import type { Window } from '#domain/window.ts';
import { type Objective, unlinked } from '#domain/work.ts';
import { firstAtLeast } from '#measures/rank-tree.ts';
import type { Database } from '#store/database.ts';
import { readItems } from '#store/items.ts';
import { objectiveOf } from '#store/objectives.ts';
import type { OwnedRepository } from '#store/owned.ts';

/** How the items finished in one period were spread over the objectives; `unlinked` comes last. */
export type InvestmentPoint = {
  /** The start of the period. */
  readonly time: number;
  readonly shares: readonly { readonly objective: string; readonly share: number; readonly items: number }[];
};

export type InvestmentQuery = { readonly range: Window; readonly step: CalendarStep; readonly timeZone: string };

/** Where the finished work of these repositories went, by calendar periods; no point where nothing was finished. */
export async function investment(
  database: Database,
  owned: readonly OwnedRepository[],
  objectives: readonly Objective[],
  { range, step, timeZone }: InvestmentQuery,
  now: number
): Promise<InvestmentPoint[]> {
  const names = [...objectives.map(({ objective }) => objective), unlinked];
  const { finished } = await readItems(database, owned, range.from, objectiveOf(objectives));
  return periods(step, { from: range.from, to: Math.min(range.to, now) }, timeZone).flatMap(({ from, to }) => {
    const first = firstAtLeast(finished.finishedAt, from);
    const end = firstAtLeast(finished.finishedAt, Math.min(to, now));
    if (first === end) return [];
    const counts = new Uint32Array(names.length);
    for (const index of finished.objective.subarray(first, end)) counts[index] = (counts[index] ?? 0) + 1;
    const share = (items: number): number => items / (end - first);
    return [
      {
        time: from,
        shares: names.map((objective, index) => {
          const items = counts[index] ?? 0;
          return { objective, share: share(items), items };
        }),
      },
    ];
  });
}
