import { itemsInProgress } from './item-spans.ts';
import type { Measure } from './measure.ts';

/** A stock: its value is as of an instant, so its history is exact, too. */
export const flowLoad = {
  name: 'flow_load',
  family: 'waymark_flow_load_items',
  title: 'Flow load',
  shortTitle: 'Work in progress',
  unit: 'items',
  kind: 'stock',
  reads: 'work_items',
  better: 'lower',
  statistics: ['value'],
  by: 'type',
  whole: true,
  definition:
    'Work items that are started and neither finished nor given up, active or waiting, as of an instant (of a period: ' +
    'its end), by type. An item that was opened again counts as if it had never been closed. Not counted: the ' +
    'backlog, and items that have parts.',
  why: 'The more is in progress at once, the longer each item takes, and the later anything is done.',
  howToRead:
    'Compare it with the limit that the team agreed. Above the limit, finish before you start. A load that climbs ' +
    'while the velocity stays means longer flow times soon.',
  askNext: 'Which of these items could be finished today if we all helped?',
  guardrail: 'Flow velocity: less in progress must not mean that less gets done.',
  observe: ({ items }, _options, group) => itemsInProgress(items, group),
} as const satisfies Measure<'stock'>;
