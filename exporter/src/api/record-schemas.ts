import { z } from 'zod';
import { namesPerson } from '#domain/person.ts';
import { named, teamWord } from './schemas.ts';

/**
 * A team's written record: what may be posted, and what the API gives back. Entries are the team's, never a person's:
 * free text with an e-mail address or an @mention is refused, and there is no field for a name.
 */

const time = z.iso.datetime().meta({ description: 'RFC 3339, in UTC.' });
const instant = z.iso
  .datetime({ offset: true, error: 'not a time; RFC 3339 is understood: 2026-07-01T00:00:00Z' })
  .transform((given) => Date.parse(given));

const words = (most: number) =>
  z
    .string({ error: 'required' })
    .trim()
    .min(1, 'required')
    .max(most, `at most ${most} characters`)
    .refine((given) => !namesPerson(given), 'names no person: leave out e-mail addresses and @mentions');
const line = words(200);
const prose = words(4000);
const name = z.string({ error: 'required' }).min(1, 'required').max(200);
/** Where the numbers were looked at: a page of a dashboard, with its range. */
const link = z.url({ protocol: /^https?$/, error: 'not an http or https address' }).max(2000);

const subject = {
  team: name,
  at: instant.optional(),
  measure: name.optional(),
  goal: name.optional(),
  url: link.optional(),
};

export const decisionInput = z
  .strictObject({
    ...subject,
    signal: name.optional().meta({ description: 'The id of the signal that it answers.' }),
    question: line.optional(),
    decision: z.enum(['act', 'watch', 'no_action', 'change_the_metric'], {
      error: 'one of: act, watch, no_action, change_the_metric',
    }),
    reason: prose,
    expected_effect: line.optional(),
    review_at: instant.optional(),
    limits_from: instant.optional().meta({
      description: 'The usual range of the measure is learned anew from then on: a lasting, explained change.',
    }),
  })
  .superRefine(({ limits_from, measure }, context) => {
    if (limits_from !== undefined && measure === undefined) {
      context.addIssue({ code: 'custom', path: ['measure'], message: 'required with limits_from' });
    }
  });

export const noteInput = z.strictObject({
  ...subject,
  kind: z.enum(['retrospective', 'cause', 'review', 'note']).default('note'),
  signal: name.optional().meta({ description: 'The id of the signal whose cause it tells.' }),
  text: prose,
});

export const interventionInput = z.strictObject({
  ...subject,
  title: line,
  text: prose.optional(),
  expected_effect: line.optional(),
  review_at: instant.optional(),
});

export const planInput = z.strictObject({
  ...subject,
  measure: name,
  title: line,
  why: prose.optional(),
  start: instant,
  expected: z.number().meta({ description: "Where the team expects to be, in the measure's unit." }),
  check_at: instant,
});

export const outcomeInput = z
  .strictObject({
    ...subject,
    of: name.optional().meta({ description: 'The id of the record whose effect was found.' }),
    cause: prose.optional(),
    next_step: prose.optional(),
    learned: prose.optional(),
    effect_found: prose.optional(),
  })
  .superRefine(({ goal, of, cause, next_step, effect_found }, context) => {
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if ((goal === undefined) === (of === undefined)) issue('goal', 'give goal or of, and not both');
    else if (goal !== undefined && (cause === undefined || next_step === undefined)) {
      issue(cause === undefined ? 'cause' : 'next_step', 'required of a goal: the cause and the next step');
    } else if (of !== undefined && effect_found === undefined) issue('effect_found', 'required of a record');
  });

export const recordKinds = ['decision', 'note', 'intervention', 'plan', 'outcome'] as const;
export const recordSchema = z.object({
  id: z.string(),
  kind: z.enum(recordKinds),
  team: teamWord,
  recorded_at: time,
  at: time.meta({ description: 'When it holds; when it was recorded, unless it says otherwise.' }),
  measure: z.string().optional(),
  goal: z.string().optional(),
  signal: z.string().optional(),
  of: z.string().optional(),
  title: z.string().meta({ description: 'It in a line.' }),
  decision: z.enum(['act', 'watch', 'no_action', 'change_the_metric']).optional(),
  note: z.enum(['retrospective', 'cause', 'review', 'note']).optional(),
  question: z.string().optional(),
  reason: z.string().optional(),
  text: z.string().optional(),
  why: z.string().optional(),
  expected_effect: z.string().optional(),
  expected: z.number().optional(),
  baseline: z.object({ value: z.number(), n: z.number(), from: time, to: time }).optional(),
  retrospective: z.boolean().optional().meta({ description: 'Of a plan: written after its start.' }),
  start: time.optional(),
  review_at: time.optional().meta({ description: 'When to look again.' }),
  limits_from: time.optional(),
  follow_ups: z.array(z.object({ due: time, done: z.boolean() })).optional(),
  cause: z.string().optional(),
  next_step: z.string().optional(),
  learned: z.string().optional(),
  effect_found: z.string().optional().meta({ description: 'What was written of its effect, later.' }),
  effect: z
    .object({ verdict: z.enum(['better', 'worse', 'no_clear_change', 'too_little_data']), text: z.string() })
    .optional()
    .meta({ description: 'Of an intervention with a measure: before and after it, by the data.' }),
  url: z.string().optional(),
});
export const recordsSchema = z.object({ items: z.array(recordSchema), next: z.string().optional() });

named.add(recordSchema, { id: 'Record' }).add(recordsSchema, { id: 'Records' });
