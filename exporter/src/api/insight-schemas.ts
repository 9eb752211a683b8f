import { z } from 'zod';
import { goalCountsSchema } from './goal-schemas.ts';
import { named, teamWord } from './schemas.ts';

/** What the API answers of signals, forecasts, benchmarks and of the whole organisation. */

const time = z.iso.datetime().meta({ description: 'RFC 3339, in UTC.' });
const text = z.string();
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

const verdictSchema = z.enum(['better', 'worse', 'no_clear_change', 'too_little_data']);
const usualSchema = z.object({ lower: z.number(), centre: z.number(), upper: z.number() });

const windowValueSchema = z.object({
  value: z.number(),
  n: count,
  low: z.number().optional(),
  high: z.number().optional(),
});

export const summarySchema = z.object({
  team: teamWord,
  headline: z.object({
    goals: count.meta({ description: 'Active ones.' }),
    on_course: count,
    better: count.meta({ description: 'Measures that really got better in the last 13 weeks.' }),
    worse: count,
    waiting: count.meta({ description: 'Signals that nobody has answered.' }),
    oldest_waiting_seconds: z.number().optional(),
  }),
  measures: z.array(
    z.object({
      measure: text,
      windows: z
        .record(text, windowValueSchema)
        .meta({ description: 'By the name of the window; none where there is no data.' }),
      usual: usualSchema.optional(),
      verdict: verdictSchema,
      n: count.meta({ description: 'Behind the verdict: weeks, events or trials.' }),
      text: text.meta({ description: 'What the data say, as in: 13 → 19 h since 19 Oct.' }),
      propose_limits_from: time.optional().meta({
        description: 'A lasting, explained change: a decision with this as its limits_from would learn usual anew.',
      }),
    })
  ),
});

export const signalSchema = z.object({
  id: text,
  team: teamWord,
  measure: text,
  direction: z.enum(['better', 'worse']),
  rule: z.enum(['limit', 'run', 'ratio', 'gap']).meta({ description: 'What saw it; a run is a note, not an alarm.' }),
  since: time,
  until: time.optional().meta({ description: 'When it ended; absent: it lasts.' }),
  before: z.number(),
  after: z.number(),
  text,
  question: text,
  answered_at: time.optional(),
  waiting_seconds: z.number().optional(),
  url: text.optional(),
});
export const signalsSchema = z.object({ items: z.array(signalSchema) });

export const organisationSchema = z.object({
  goals_by_week: z.array(z.object({ time, counts: goalCountsSchema })),
  verdicts: z.array(
    z.object({ measure: text, better: count, worse: count, no_clear_change: count, too_little_data: count })
  ),
  sentences: z.array(
    z.object({
      topic: z.enum(['sooner', 'more_often', 'safer', 'goals', 'effort', 'help']),
      text,
      evidence: z.object({ text, url: text.optional() }),
    })
  ),
});

/** `did`: what we did; `happened`: what happened to us; `context`: goals, notes, reviews. */
export const layerSchema = z.enum(['did', 'happened', 'context']);
export const annotationKinds = [
  'goal_set',
  'target_changed',
  'milestone',
  'due',
  'outcome',
  'status',
  'signal',
  'decision',
  'note',
  'intervention',
  'plan',
  'review',
  'deployment',
  'failed_deployment',
  'incident',
] as const;
const annotationKindSchema = z.enum(annotationKinds);
export const annotationSchema = z.object({
  id: text,
  time,
  time_end: time.meta({ description: 'Equal to time where it is a moment.' }),
  kind: annotationKindSchema,
  layer: layerSchema,
  title: text,
  text,
  tags: z.array(text),
  team: teamWord,
  goal: text.optional(),
  url: text.optional(),
});
export const annotationsSchema = z.object({ items: z.array(annotationSchema) });

export const forecastSchema = z.object({
  items: count,
  p50: time
    .optional()
    .meta({ description: 'Half of the simulated futures are done by then; absent: later than two years, or no data.' }),
  p85: time.optional(),
  p95: time.optional(),
  reliable: z.boolean(),
  because: text.meta({ description: 'Why it is, or is not, to be relied on.' }),
});

export const benchmarkSchema = z.object({
  measure: text,
  edition: text.meta({ description: 'As in: DORA 2025.' }),
  value: z.number().optional().meta({ description: "The team's own, over the last 28 days." }),
  group: text.optional().meta({ description: "The answer in the survey's words that the value falls into." }),
  top_share: share
    .optional()
    .meta({ description: 'This share of those who answered were in this group or a better one.' }),
  groups: z.array(z.object({ text, share, top_share: share })).meta({ description: 'From the best answer on.' }),
  verified: z.boolean().meta({ description: 'Whether every figure was read in its source.' }),
  source: text,
  licence: text,
  label: text.meta({ description: 'Always: context, not a target.' }),
});
export const benchmarksSchema = z.object({
  items: z.array(benchmarkSchema),
  nearest: z
    .array(z.object({ edition: text, name: text, distance: z.number(), metrics: count, source: text }))
    .meta({ description: 'The nearest centroid of each edition that had levels, over all metrics at once.' }),
  quick_check: z
    .object({ overall: z.number(), throughput: z.number(), stability: z.number(), scores: z.record(text, z.number()) })
    .optional()
    .meta({ description: "By the formula of DORA's Quick Check, 0 to 10." }),
});

named
  .add(summarySchema, { id: 'Summary' })
  .add(signalSchema, { id: 'Signal' })
  .add(signalsSchema, { id: 'Signals' })
  .add(organisationSchema, { id: 'Organisation' })
  .add(annotationSchema, { id: 'Annotation' })
  .add(annotationsSchema, { id: 'Annotations' })
  .add(forecastSchema, { id: 'Forecast' })
  .add(benchmarkSchema, { id: 'Benchmark' })
  .add(benchmarksSchema, { id: 'Benchmarks' });
