import type { Measure } from './measure.ts';

/** Which items were not planned is said by the configured label; where none has it, the share is 0. */
export const flowUnplanned = {
  name: 'flow_unplanned',
  family: 'waymark_flow_unplanned_ratio',
  title: 'Flow unplanned work',
  shortTitle: 'Unplanned work',
  unit: 'ratio',
  kind: 'ratio',
  reads: 'work_items',
  better: 'neither',
  statistics: ['value'],
  definition:
    'Of the work items finished in the window, the share that was marked as unplanned (by the configured label): what ' +
    'came in between. It counts items, not effort. Of an item with parts only the parts count.',
  why: 'Unplanned work delays all that was planned, and much of it is the echo of earlier haste.',
  howToRead:
    'Neither good nor bad: answering users fast is work, too. It is only as good as the marks. A rise that stays asks ' +
    'where the interruptions come from.',
  askNext: 'Where did most of the interruptions come from, and could their source be mended?',
  guardrail: 'Failed deployment recovery time: fewer interruptions must not mean that emergencies wait.',
  observe: ({ items: { finished } }) => ({ at: finished.finishedAt, part: finished.unplanned }),
} as const satisfies Measure<'ratio'>;
