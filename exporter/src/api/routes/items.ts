import type { Item } from '../contract.ts';
import { operation } from '../operation.ts';
import { factParameters } from '../parameters.ts';
import { itemsSchema } from '../schemas.ts';
import type { ItemRecord } from '../services.ts';
import { utcIf } from '../time.ts';
import { factQuery } from './facts.ts';

export const items = operation({
  path: '/api/v1/items',
  summary: 'The work items that are open at `to` (absent: now), and with `from` those finished in the range, too.',
  query: factParameters,
  answer: itemsSchema,
  respond: async (query, services) => {
    const { items, next } = await services.items(await factQuery(query, services));
    return { items: items.map(item), next };
  },
});

function item(record: ItemRecord): Item {
  const { id, repository, type, blocked, age, expectation, objective, url } = record;
  return {
    id,
    repository,
    type,
    started_at: utcIf(record.startedAt),
    finished_at: utcIf(record.finishedAt),
    blocked,
    age_seconds: age,
    expectation_seconds: expectation,
    objective,
    url,
  };
}
