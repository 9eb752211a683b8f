import { eachChange, isKnown, wholeOf } from './change-stages.ts';
import { stages } from './groups.ts';
import type { Measure } from './measure.ts';

/** Sums, not means of shares: an hour counts as an hour, whichever change it belongs to. */
export const changeStageShare = {
  name: 'change_stage_share',
  family: 'waymark_change_stage_share_ratio',
  title: 'Share of each stage',
  shortTitle: 'Share by stage',
  unit: 'ratio',
  kind: 'share',
  reads: 'deployments',
  better: 'neither',
  statistics: ['value'],
  by: 'stage',
  definition:
    'Of all the time between first commit and production of the changes deployed in the window, the part that they ' +
    'spent in a stage; the shares of the four stages add up to 1. The stages are those of the time in each stage, with ' +
    'the same changes left out. n counts the changes. No source knows reviews: coding and deploy only.',
  why: 'It shows where an hour saved would be an hour won, which medians cannot: they do not add up.',
  howToRead:
    'The largest share is where to look first, whether the time is spent there well or badly. A few very old changes can ' +
    'rule a small window: look at the interval, which tells how the weeks differ, before you read into a difference.',
  askNext: 'What would halve the largest share, and what would it cost?',
  guardrail: 'Change fail rate: time taken out of review must not come back as failures.',
  observe(slice, options, stage) {
    const at: number[] = [];
    const part: number[] = [];
    const whole: number[] = [];
    const index = stages.findIndex((name) => name === stage);
    const visit = (deployedAt: number, spent: Float64Array): void => {
      const time = spent[index] ?? NaN;
      at.push(deployedAt);
      part.push(Number.isNaN(time) ? 0 : time / 1000);
      whole.push(wholeOf(spent) / 1000);
    };
    if (isKnown(stage, slice)) eachChange(slice, options, visit, () => undefined);
    return { at: Float64Array.from(at), part: Float64Array.from(part), whole: Float64Array.from(whole) };
  },
} as const satisfies Measure<'share'>;
