import { requireTeam } from '../known.ts';
import { operation } from '../operation.ts';
import { teamParameters } from '../parameters.ts';
import { stagesSchema } from '../schemas.ts';

export const stages = operation({
  path: '/api/v1/stages',
  summary: 'Where the time of the changes of a team goes: each stage in the last 13 weeks, and in the 26 before.',
  query: teamParameters,
  answer: stagesSchema,
  respond: async ({ team }, services) => {
    requireTeam(team, services);
    const { takesMost, movedMost, stages: found } = await services.stages(team);
    return { team, takes_most: takesMost, moved_most: movedMost, stages: [...found] };
  },
});
