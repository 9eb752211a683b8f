import { z } from 'zod';
import { day } from '#domain/window.ts';
import { badRequest } from './errors.ts';
import { goalStatusSchema } from './goal-schemas.ts';
import { annotationKinds, layerSchema } from './insight-schemas.ts';
import { recordKinds } from './record-schemas.ts';
import { groupLabelSchema, statisticSchema, stepSchema } from './schemas.ts';

const once = z.string({ error: ({ input }) => (input === undefined ? 'required' : 'give it once') });
const name = once.min(1, 'required');

/** RFC 3339 → milliseconds since 1970. */
const time = once
  // A plus that was not escaped arrives as a space.
  .transform((text) => text.replace(/ (?=\d\d:\d\d$)/, '+'))
  .pipe(
    z.iso.datetime({ offset: true, abort: true, error: 'not a time; RFC 3339 is understood: 2026-07-01T00:00:00Z' })
  )
  .transform((text) => Date.parse(text))
  .meta({ format: 'date-time' });

/** Whole days → milliseconds. */
const window = once
  .regex(/^[1-9]\d{0,3}d$/, 'not a number of days; understood: 7d, 28d, 90d')
  .transform((text) => Number.parseInt(text, 10) * day);

const choice = <Choice extends z.ZodEnum>(options: Choice) =>
  options.clone({
    ...options.def,
    error: ({ input }) =>
      typeof input === 'string' ? `not known; one of: ${options.options.join(', ')}` : 'give it once',
  });

const order = (
  query: { readonly from?: number | undefined; readonly to?: number | undefined },
  context: z.RefinementCtx
) => {
  if (query.from !== undefined && query.to !== undefined && query.from >= query.to) {
    context.addIssue({ code: 'custom', path: ['to'], message: 'must be after from: a range is from ≤ t < to' });
  }
};

export const noParameters = z.strictObject({});

export const teamParameters = z.strictObject({ team: name });

export const seriesParameters = z
  .strictObject({
    measure: name.meta({ description: 'A name of the catalog.' }),
    team: name,
    from: time,
    to: time,
    step: choice(stepSchema).optional().meta({ description: "Calendar periods in the team's zone; or give window." }),
    window: window.optional().meta({ description: "Trailing days up to each day's end, such as 28d; or give step." }),
    statistic: choice(statisticSchema).optional().meta({ description: "One of the measure's; its first if absent." }),
    stage: name.optional().meta({ description: 'Only this stage of a change.' }),
    type: name.optional().meta({ description: 'Only this type of work item.' }),
    objective: name.optional().meta({ description: 'Only this objective.' }),
    by: choice(groupLabelSchema)
      .optional()
      .meta({ description: 'All values of this label, a list of points for each.' }),
  })
  .superRefine(order)
  .superRefine(({ step, window }, context) => {
    if ((step === undefined) === (window === undefined)) {
      const message = `give step or window${step === undefined ? '' : ', not both'}`;
      context.addIssue({ code: 'custom', path: [step === undefined ? 'step' : 'window'], message });
    }
  });

export const investmentParameters = z
  .strictObject({
    from: time,
    to: time,
    step: choice(stepSchema).meta({ description: 'Calendar periods in the configured time zone.' }),
  })
  .superRefine(order);

const whole = z.coerce.number({ error: 'not a number' }).int('not a whole number').min(1, 'at least 1');
const page = {
  from: time.optional(),
  to: time.optional(),
  limit: whole.max(1000, 'at most 1000').default(100),
  cursor: name.optional().meta({ description: 'The next of the page before.' }),
};

export const factParameters = z
  .strictObject({ repository: name.optional(), team: name.optional(), ...page })
  .superRefine(order);

export const recordParameters = z
  .strictObject({ team: name, kind: choice(z.enum(recordKinds)).optional(), ...page })
  .superRefine(order);

export const goalParameters = z
  .strictObject({
    team: name.optional(),
    status: choice(goalStatusSchema).optional(),
    from: time.optional().meta({ description: 'Only goals that are due then or later.' }),
    to: time.optional().meta({ description: 'Only goals that are due before.' }),
  })
  .superRefine(order);

export const oneParameters = z.strictObject({ id: name });

export const signalParameters = z.strictObject({ team: name.optional() });

export const rangeParameters = z.strictObject({ from: time, to: time }).superRefine(order);

export const forecastParameters = z.strictObject({
  team: name,
  items: whole.max(10_000, 'at most 10000').meta({ description: 'How many work items are to be finished.' }),
});

/** Several of a list, with commas between them. */
const kinds = once
  .transform((text) => text.split(',').filter((kind) => kind !== ''))
  .pipe(z.array(z.enum(annotationKinds, { error: () => `not known; of these: ${annotationKinds.join(', ')}` })));

export const annotationParameters = z
  .strictObject({
    team: name.optional(),
    goal: name.optional(),
    from: time,
    to: time,
    kinds: kinds.optional().meta({ description: 'Some, with commas between them; absent: all.' }),
    layer: choice(layerSchema).optional(),
  })
  .superRefine(order);

/** Checks a query string; throws 400 with every problem at once, each by its parameter. */
export function parseQuery<Schema extends z.ZodObject>(schema: Schema, query: unknown): z.output<Schema> {
  const result = schema.safeParse(query);
  if (result.success) return result.data;
  const known = Object.keys(schema.shape).join(', ');
  throw badRequest(
    result.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            path: key,
            message: `not known; ${known === '' ? 'none is' : `known: ${known}`}`,
          }))
        : [{ path: issue.path.join('.'), message: issue.message }]
    )
  );
}
