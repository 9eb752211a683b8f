import { eachChange, wholeOf } from './change-stages.ts';
import type { Measure } from './measure.ts';
import { Spans } from './spans.ts';

/** The whole of which the stages are the parts, so it has their population: lead time has its own. */
export const changeCycleTime = {
  name: 'change_cycle_time',
  family: 'waymark_change_cycle_time_seconds',
  title: 'Change cycle time',
  shortTitle: 'Cycle time',
  unit: 'seconds',
  kind: 'durations',
  // Lead time moves with it: nobody should answer for the same change twice.
  watched: 'never',
  reads: 'deployments',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  definition:
    'Time from the first commit of a change to the end of its first successful production deployment, in the window ' +
    'of that deployment: the sum of its stages. Not counted: bots unless configured, and the first deployment of a ' +
    'service. Left out and counted: changes of which any stage has impossible times. What still waits is not in it yet: ' +
    'recent medians are right-censored.',
  why: 'It is the time in which nobody can learn from users whether the change was right.',
  howToRead:
    'Half of the changes were faster than the median. Where it moves, ask the stages which of them moved. Their medians ' +
    'do not add up to this one; their shares of the total time do.',
  askNext: 'Which stage takes most of it, and what do changes wait for there?',
  guardrail: 'Change fail rate: faster must not come from checking less.',
  observe(slice, options) {
    const spans = new Spans();
    eachChange(
      slice,
      options,
      (at, spent) => spans.addLasting(wholeOf(spent), at),
      (at) => spans.leaveOut(at)
    );
    return spans.observations();
  },
} as const satisfies Measure<'durations'>;
