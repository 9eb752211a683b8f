import type { Measure } from './measure.ts';
import { pullValues } from './pull-values.ts';

/** By merge time: it is known then, and a deployment does not change it. */
export const changeSize = {
  name: 'change_size',
  family: 'waymark_change_size_lines',
  title: 'Change size',
  shortTitle: 'Change size',
  unit: 'lines',
  kind: 'durations',
  reads: 'sizes',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  definition:
    'Lines added plus lines deleted of each pull request, by the window in which it was merged. Files that match the ' +
    'configured patterns of generated files do not count. Not counted: bots unless configured, direct pushes, and ' +
    'changes of which only git tells: a git history alone has no size.',
  why: 'Small changes are read with care, merged soon, and are easy to take back.',
  howToRead:
    'Look at p90 as well: one huge change holds up more people than ten small ones. A move of the whole code base to ' +
    'another format is no sign of anything.',
  askNext: 'Could the largest change of this window have gone out in two steps?',
  guardrail: 'Change cycle time: splitting work must not make the whole of it wait longer.',
  observe: ({ pulls }, options) => pullValues(pulls, pulls.lines, options),
} as const satisfies Measure<'durations'>;
