import { operation } from '../operation.ts';
import { noParameters } from '../parameters.ts';
import { teamsSchema } from '../schemas.ts';

export const teams = operation({
  path: '/api/v1/teams',
  summary: 'The teams and what they own.',
  query: noParameters,
  answer: teamsSchema,
  respond: (_query, services) => ({
    items: services.teams().map(({ team, repositories, services: owned, objectives }) => ({
      team,
      repositories: [...repositories],
      services: [...owned],
      objectives: [...objectives],
    })),
  }),
});
