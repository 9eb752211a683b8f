import { operation } from '../operation.ts';
import { noParameters } from '../parameters.ts';
import { catalogSchema } from '../schemas.ts';

export const catalog = operation({
  path: '/api/v1/catalog',
  summary: 'Every measure: what it means, why it matters, how to read it, what to ask next.',
  query: noParameters,
  answer: catalogSchema,
  respond: (_query, services) => ({
    items: services.catalog().map((entry) => ({
      ...entry,
      statistics: [...entry.statistics],
      by: entry.by && { ...entry.by, values: [...entry.by.values] },
    })),
  }),
});
