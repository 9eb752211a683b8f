import type { Objective } from '#domain/work.ts';
import { expectationAt, expectationSpan } from '#measures/item-expectation.ts';
import type { Database } from '#store/database.ts';
import { readItems } from '#store/items.ts';
import { type ItemPage, type ListedItem, listItems } from '#store/list-items.ts';
import { objectiveOf } from '#store/objectives.ts';
import type { OwnedRepository } from '#store/owned.ts';
import type { Listed } from '#store/pages.ts';

/** A work item as it stood at an instant, beside what is usual. */
export type AgedItem = ListedItem & {
  /** Seconds since its start, or its opening where no start is known; of what is finished: until then. */
  readonly age: number;
  /** 85 of 100 items that were finished in the 13 weeks before took no longer, in seconds. Absent: none was. */
  readonly expectation?: number;
};

/** A page of the work items of some repositories; the expectation is of all of these together. */
export async function agedItems(
  database: Database,
  owned: readonly OwnedRepository[],
  page: ItemPage,
  objectives: readonly Objective[]
): Promise<Listed<AgedItem>> {
  const rules = objectiveOf(objectives);
  const [{ items, ...rest }, columns] = await Promise.all([
    listItems(database, owned, page, rules),
    readItems(database, owned, page.at - expectationSpan, rules),
  ]);
  const expectation = expectationAt(columns)(page.at)?.value;
  return {
    ...rest,
    items: items.map((item) => ({
      ...item,
      age: Math.max(0, (item.finishedAt ?? page.at) - (item.startedAt ?? item.openedAt)) / 1000,
      ...(expectation !== undefined && { expectation }),
    })),
  };
}
