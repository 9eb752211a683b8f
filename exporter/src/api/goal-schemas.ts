import { z } from 'zod';
import { goalOutcomes, goalStates } from '#domain/goal.ts';
import { named, teamWord } from './schemas.ts';

/** What the API answers of goals and of the objectives that they serve. */

const time = z.iso.datetime().meta({ description: 'RFC 3339, in UTC.' });
const text = z.string();
const count = z.number().int().min(0);
const share = z.number().min(0).max(1);

export const goalStatusSchema = z.enum([...goalStates, ...goalOutcomes]);

const goalRevisionSchema = z.object({
  from: time.meta({ description: 'Since when it was so.' }),
  target: z.number(),
  stretch: z.number().optional(),
  due: time,
});

export const goalSchema = z.object({
  id: text,
  team: teamWord,
  title: text,
  why: text,
  hypothesis: text.optional(),
  objective: text,
  measure: text.optional().meta({ description: 'A name of the catalog; absent where PromQL measures it.' }),
  promql: text.optional(),
  unit: text,
  display: z.object({ unit: text, scale: z.number(), decimals: count }),
  better: z.enum(['lower', 'higher']),
  window_seconds: count,
  kind: z.enum(['committed', 'aspirational', 'learning']),
  owner: text.optional().meta({ description: 'A team or a role, never a person.' }),
  sponsor: text.optional(),
  baseline: z
    .object({ value: z.number(), n: count.optional(), from: time.optional(), to: time.optional() })
    .optional()
    .meta({ description: 'Given, or frozen from the data when the goal began.' }),
  target: z.number(),
  stretch: z.number().optional(),
  start: time,
  due: time,
  value: z.number().optional().meta({ description: 'Now; frozen at the due date.' }),
  n: count.optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  status: goalStatusSchema,
  outcome: z.enum(goalOutcomes).optional().meta({ description: 'From the due date on.' }),
  examined: z.boolean().optional().meta({ description: 'Of a missed goal: whether somebody wrote what was learned.' }),
  grade: share.optional(),
  stretch_grade: share.optional(),
  progress: z.number().optional().meta({ description: 'From 0 at the baseline to 1 at the target, and beyond.' }),
  probability: share.optional(),
  stretch_probability: share.optional(),
  likely_reached_at: time.optional().meta({ description: 'When the target is more likely reached than not.' }),
  forecast: z
    .array(z.object({ time, low: z.number(), middle: z.number(), high: z.number() }))
    .optional()
    .meta({ description: 'Weekly up to the due date; 8 of 10 outcomes lie between low and high.' }),
  forecast_method: text.optional().meta({ description: 'Which method, and why another was not used.' }),
  guardrails: z.array(
    z.object({
      measure: text,
      floor: z.number(),
      value: z.number().optional(),
      text,
      holds: z.boolean().optional().meta({ description: 'Absent: nothing can be said.' }),
    })
  ),
  milestones: z.array(
    z.object({
      time,
      share: z.number(),
      value: z.number().optional(),
      state: z.enum(['ahead', 'reached', 'not_reached', 'no_data']),
    })
  ),
  next: text.meta({ description: 'What comes next, in a sentence.' }),
  evidence: z.array(z.object({ label: text, text })),
  lesson: z.object({ cause: text, next_step: text, learned: text.optional(), recorded_at: time }).optional(),
  warnings: z.array(z.object({ check: text, text })),
  history: z.object({
    status: z.array(z.object({ time, status: goalStatusSchema })),
    probability: z.array(z.object({ time, target: share, stretch: share.optional() })),
  }),
  revisions: z.array(goalRevisionSchema).meta({ description: 'What the goal was, and since when; ascending.' }),
});
export const goalsSchema = z.object({ items: z.array(goalSchema) });

export const goalCountsSchema = z.partialRecord(goalStatusSchema, count);

export const objectiveSchema = z.object({
  objective: text,
  title: text,
  why: text.optional(),
  parent: text.optional(),
  priority: count.optional(),
  planned_share: share.optional(),
  share: share.optional().meta({ description: 'Of the work that all teams finished in the last 90 days.' }),
  goals: z.object({
    active: count,
    on_course: count,
    now: goalCountsSchema,
    last_quarter: goalCountsSchema,
    last_quarter_text: text.meta({ description: 'As in: 1 of 2 met, 1 learned.' }),
  }),
});
export const objectivesSchema = z.object({ items: z.array(objectiveSchema) });

named
  .add(goalSchema, { id: 'Goal' })
  .add(goalsSchema, { id: 'Goals' })
  .add(objectiveSchema, { id: 'Objective' })
  .add(objectivesSchema, { id: 'Objectives' });
