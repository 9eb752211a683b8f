import type { Measure } from './measure.ts';
import { outcomeOf } from './run-outcome.ts';
import { Spans } from './spans.ts';

/** A failure is an answer, too; a run that was cancelled gave none. */
export const ciDuration = {
  name: 'ci_duration',
  family: 'waymark_ci_duration_seconds',
  title: 'CI duration',
  shortTitle: 'CI duration',
  unit: 'seconds',
  kind: 'durations',
  reads: 'runs',
  better: 'lower',
  statistics: ['p50', 'p75', 'p90'],
  definition:
    'Time from the start to the end of each workflow run on the default branch, by the window in which it ended; each ' +
    'attempt counts for itself. Not counted: cancelled runs. Of a repository that teams share, each sees all runs. Left ' +
    'out and counted: runs that end before they start.',
  why: 'It is how long one waits to know whether a change holds; longer than a coffee, and one begins something else.',
  howToRead:
    'All workflows are in it, so a new quick one lowers it. Ten minutes is a common advice. Failures count, and they ' +
    'often end early.',
  askNext: 'Which step takes most of the slowest run, and does every change need it?',
  guardrail: 'Change fail rate: quicker must not come from checking less.',
  observe({ runs }) {
    const spans = new Spans();
    runs.finishedAt.forEach((end, index) => {
      if (outcomeOf(runs, index) !== 'cancelled') spans.add(runs.startedAt[index] ?? NaN, end);
    });
    return spans.observations();
  },
} as const satisfies Measure<'durations'>;
