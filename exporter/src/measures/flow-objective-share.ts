import type { Measure } from './measure.ts';
import { servesObjective } from './serves-objective.ts';

/** Of items, not of effort; without configured objectives there is nothing to share. */
export const flowObjectiveShare = {
  name: 'flow_objective_share',
  family: 'waymark_flow_objective_share_ratio',
  title: 'Flow objective share',
  shortTitle: 'Items by objective',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'work_items',
  better: 'neither',
  statistics: ['value'],
  watched: 'never',
  by: 'objective',
  definition:
    'Of the work items finished in the window, the share that serves each objective: the first in the configuration ' +
    'whose labels, milestones or repositories match the item, else unlinked. It counts items, not effort. No ' +
    'objectives configured, no value.',
  why: 'Strategy is what gets finished, whatever the slides say.',
  howToRead:
    'Compare with the share that was planned, with the interval in mind: few items say little. With much unlinked, the ' +
    'other shares are guesses.',
  askNext: 'Does our most important objective get the share of work that its rank asks for?',
  guardrail: 'Flow effective objectives: a fair share for every objective may mean that none moves.',
  observe: ({ items: { finished } }, { objectives = [] }, group) => ({
    at: objectives.length === 0 ? new Float64Array() : finished.finishedAt,
    part: servesObjective(finished.objective, objectives, group),
  }),
} as const satisfies Measure<'ratio'>;
