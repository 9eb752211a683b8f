import type { Listed } from '#store/pages.ts';

/** The most that the store gives at once. */
const limit = 1000;

/** All items of a list, one page after the other. */
export async function allPages<Item>(
  list: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Listed<Item>>
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await list({ limit, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
