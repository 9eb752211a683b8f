import type { Measure } from './measure.ts';
import { servesObjective } from './serves-objective.ts';

/** The same question asked of changes: a git history has them where no tracker is known. */
export const flowObjectiveChangeShare = {
  name: 'flow_objective_change_share',
  family: 'waymark_flow_objective_change_share_ratio',
  title: 'Flow objective share of changes',
  shortTitle: 'Changes by objective',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'changes',
  better: 'neither',
  statistics: ['value'],
  watched: 'never',
  by: 'objective',
  definition:
    'Of the changes merged in the window, the share that serves each objective: the first in the configuration whose ' +
    'labels, milestones or repositories match the change or a work item that it closes, else unlinked. Changes of bots ' +
    'count only where so configured. No objectives configured, no value.',
  why: 'Not all work is an item: what was merged shows where the effort went that no tracker saw.',
  howToRead:
    'Read it beside the share of items. A large difference means that one objective is served by many small changes, or ' +
    'that its work is not tracked.',
  askNext: 'Which of our changes serve no objective, and should they have been made?',
  guardrail: 'Flow objective share: changes are easy to split, finished items less so.',
  observe({ changeWork }, { bots, objectives = [] }, group) {
    const counts = (_: number, index: number) =>
      objectives.length > 0 && (bots === 'in' || changeWork.bot[index] === 0);
    const serves = servesObjective(changeWork.objective, objectives, group);
    return { at: changeWork.mergedAt.filter(counts), part: serves.filter(counts) };
  },
} as const satisfies Measure<'ratio'>;
