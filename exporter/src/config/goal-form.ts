import { z } from 'zod';
import { namesPerson } from '#domain/person.ts';
import { parseDuration } from './duration.ts';

const noPerson = 'names no person: leave out e-mail addresses and @mentions, name a team or a role';
const words = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((given) => !namesPerson(given), noPerson);
const line = words(200);

const id = z.string().regex(/^[\p{L}\p{N}](?:[\p{L}\p{N}._-]{0,61}[\p{L}\p{N}])?$/u, {
  error: ({ input }) =>
    typeof input === 'string'
      ? 'must be at most 63 letters, digits, dots, dashes or underscores, with a letter or digit at both ends'
      : undefined,
});

const amountForm = "must be a number in the measure's unit, or text as in 30m, 50h, 7d, 12%";
/** What the text means depends on the unit of the measure: read by `amountIn`. */
const amount = z
  .union([z.number(), z.string()], {
    error: ({ input }) =>
      input === undefined ? 'is missing; it needs a number, or text as in 50h or 12%' : amountForm,
  })
  .refine((given) => typeof given === 'number' || /^(?:\d+[smhdw]|\d+(?:\.\d+)?\s?%)$/.test(given), amountForm)
  .describe("A number in the measure's unit (durations: seconds), or text as in 30m, 50h, 7d, 12%");

const span = z
  .string()
  .transform((given, context) => {
    const length = parseDuration(given);
    if (length !== undefined && length > 0) return length;
    context.addIssue('must be a duration, as in 7d, 28d or 13w');
    return z.NEVER;
  })
  .describe('A duration, as in 28d');

const dateForm = 'must be a date, as in 2026-07-01, or a time, as in 2026-07-01T09:00:00Z';
const date = z
  .string({ error: ({ input }) => (input === undefined ? undefined : dateForm) })
  .refine(
    (given) => z.iso.date().safeParse(given).success || z.iso.datetime({ offset: true }).safeParse(given).success,
    {
      error: dateForm,
    }
  )
  .describe("A date, which begins at midnight in the team's zone, or a time by RFC 3339");

const better = z.enum(['lower', 'higher']);

/** One goal as people write it. Why comes first: it is the first to be missed, and the first that an editor offers. */
export const goalForm = z.strictObject({
  why: words(1000).describe('Why it matters, and to whom'),
  id: id.describe('Unique among all goals; the name of its series'),
  team: z.string().min(1).describe('A team of the configuration'),
  objective: z.string().min(1).describe('The objective that it serves'),
  hypothesis: words(1000).exactOptional().describe('If we …, then …, because …'),
  title: line.exactOptional(),
  measure: z.string().min(1).exactOptional().describe('A measure of the catalog; or promql, with unit and better'),
  promql: z.string().trim().min(1).max(4000).exactOptional().describe('A query that gives one value at a time'),
  unit: z.string().trim().min(1).max(30).exactOptional().describe('Of promql: seconds, ratio, or any other word'),
  better: better.exactOptional().describe('Of promql, or of a measure that is neither better high nor low'),
  window: span.prefault('28d'),
  baseline: z
    .strictObject({ value: amount, n: z.int().min(1).exactOptional(), window: span.exactOptional() })
    .exactOptional()
    .describe('Where it begins; absent: frozen from the data at the start'),
  target: amount,
  stretch: amount.exactOptional(),
  kind: z.enum(['committed', 'aspirational', 'learning']).prefault('committed'),
  start: date,
  due: date,
  guardrails: z
    .array(z.strictObject({ measure: z.string().min(1), floor: amount }))
    .prefault([])
    .describe('The worst value allowed of another measure; where lower is better, an upper bound'),
  milestones: z
    .array(z.strictObject({ at: z.union([date, span]), share: amount }))
    .min(1)
    .exactOptional()
    .describe('Share of the gap between baseline and target, by a date or so long after the start'),
  review: span.exactOptional().describe('How often the team looks at it, as in 2w'),
  owner: line.exactOptional().describe('A team or a role, never a person'),
  sponsor: line.exactOptional().describe('A role, never a person'),
});

export type GoalForm = z.output<typeof goalForm>;

/** The JSON schema of a file of goals, for editors: one goal, or a list of them. */
export function goalsJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(z.union([z.array(goalForm), goalForm]), { io: 'input', unrepresentable: 'any' }) };
}
