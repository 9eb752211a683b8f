import { operation } from '../operation.ts';
import { investmentParameters } from '../parameters.ts';
import { requireFewPoints } from '../points-limit.ts';
import { investmentSchema } from '../schemas.ts';
import { utc } from '../time.ts';

export const investment = operation({
  path: '/api/v1/investment',
  summary: 'The share of the finished work items of all teams that served each objective, by calendar periods.',
  query: investmentParameters,
  answer: investmentSchema,
  respond: async ({ from, to, step }, services) => {
    requireFewPoints({ from, to }, step);
    const points = await services.investment({ range: { from, to }, step });
    return { points: points.map(({ time, shares }) => ({ time: utc(time), shares: [...shares] })) };
  },
});
