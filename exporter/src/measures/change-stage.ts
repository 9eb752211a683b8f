import { eachChange, isKnown } from './change-stages.ts';
import { stages } from './groups.ts';
import type { Measure } from './measure.ts';
import { Spans } from './spans.ts';

/** All stages belong to the window of the deployment, when the change has them all: so they speak of the same changes. */
export const changeStage = {
  name: 'change_stage',
  family: 'waymark_change_stage_seconds',
  title: 'Time in each stage of a change',
  shortTitle: 'Time by stage',
  unit: 'seconds',
  kind: 'durations',
  reads: 'deployments',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  by: 'stage',
  definition:
    'Coding: first commit to ready for review, drafts included. Pickup: to the first review by another human; none ' +
    'without a review before the merge. Review: to the merge; without a review all the time it was ready. Deploy: to ' +
    'production. Direct pushes, and changes of which only git tells, have coding (to the merge) and deploy. In the ' +
    'window of the deployment. Left out and counted: impossible times.',
  why: 'A change waits in different places for different reasons; only the place tells whom to ask.',
  howToRead:
    'Coding is work; pickup and deploy are mostly waiting; review is both. Each median is over the changes that have the ' +
    'stage, so medians do not add up. What still waits is not in it yet: recent medians are right-censored.',
  askNext: 'In which stage did the last slow change wait, and for what?',
  guardrail: 'Share of unreviewed changes: a short pickup must not come from merging without a look.',
  observe(slice, options, stage) {
    const spans = new Spans();
    if (!isKnown(stage, slice)) return spans.observations();
    const index = stages.findIndex((name) => name === stage);
    eachChange(
      slice,
      options,
      (at, spent) => {
        const time = spent[index] ?? NaN;
        if (!Number.isNaN(time)) spans.addLasting(time, at);
      },
      (at) => spans.leaveOut(at)
    );
    return spans.observations();
  },
} as const satisfies Measure<'durations'>;
