import { z } from 'zod';

/** Every answer of the API, once: the types of contract.ts and the description at /api/v1/openapi.json come from here. */

const time = z.iso.datetime().meta({ description: 'RFC 3339, in UTC.' });
const text = z.string();
const count = z.number().int().min(0);
export const teamWord = z.string().meta({ description: 'The name of a team.' });

export const statisticSchema = z.enum(['p50', 'p75', 'p90', 'max', 'value']);
export const groupLabelSchema = z.enum(['stage', 'type', 'objective']);
export const stepSchema = z.enum(['day', 'week', 'month', 'quarter']);

export const catalogEntrySchema = z.object({
  name: text,
  family: text.meta({ description: 'Its Prometheus family.' }),
  title: text,
  short_title: text,
  unit: text,
  display: z.object({
    unit: text.meta({ description: 'What a person reads: value × scale.' }),
    scale: z.number(),
    decimals: count,
  }),
  better: z.enum(['lower', 'higher', 'neither']),
  kind: text,
  statistics: z.array(statisticSchema).meta({ description: 'The first is the one meant where none is asked for.' }),
  by: z
    .object({
      label: groupLabelSchema,
      values: z.array(text),
      whole: z.boolean().meta({ description: 'Whether it can be asked for all values together, too.' }),
    })
    .optional()
    .meta({ description: 'The label that tells its parts apart, each a series of its own.' }),
  definition: text,
  why: text,
  how_to_read: text,
  ask_next: text,
  guardrail: text,
});

export const teamSchema = z.object({
  team: text,
  repositories: z.array(text),
  services: z.array(text),
  objectives: z.array(text),
});

export const seriesPointSchema = z.object({
  time: time.meta({
    description: 'The start of the period; with a trailing window the start of the day at whose end the window ends.',
  }),
  value: z.number().meta({ description: "In the measure's unit; durations are seconds." }),
  n: count.meta({ description: 'Observations behind the value; for a ratio its denominator.' }),
  numerator: z.number().optional(),
  denominator: z.number().optional(),
  low: z.number().optional().meta({ description: 'Lower end of the 95 % interval; absent where n is too small.' }),
  high: z.number().optional(),
  complete: z.boolean().meta({ description: 'False: provisional, late evidence may still change it.' }),
  left_out: count.optional().meta({ description: 'Observations without a value, such as negative spans.' }),
  signal: z.enum(['better', 'worse']).optional(),
});

export const seriesSchema = z.object({
  measure: text,
  unit: text,
  points: z.array(seriesPointSchema).meta({ description: 'Ascending; no point where there is no data.' }),
  usual: z
    .array(z.object({ from: time, lower: z.number(), centre: z.number(), upper: z.number() }))
    .optional()
    .meta({ description: 'The range within which values move without a cause of their own.' }),
});

export const seriesBySchema = z.object({
  measure: text,
  unit: text,
  items: z
    .array(
      z.object({
        stage: text.optional(),
        type: text.optional(),
        objective: text.optional(),
        points: z.array(seriesPointSchema),
      })
    )
    .meta({ description: 'One for each value of the label that was asked for.' }),
});
export const seriesAnswerSchema = z.union([seriesSchema, seriesBySchema]);

const stageSchema = z.enum(['coding', 'pickup', 'review', 'deploy']);
const stageValueSchema = z
  .object({ n: count, value: z.number().optional(), low: z.number().optional(), high: z.number().optional() })
  .meta({ description: 'A value and its 95 % interval; neither where there is too little for the interval.' });
export const stagesSchema = z.object({
  team: text,
  takes_most: stageSchema.optional().meta({ description: 'The stage with the largest share of the time.' }),
  moved_most: stageSchema.optional().meta({ description: 'Of those that moved, the one that moved by the most time.' }),
  stages: z.array(
    z.object({
      stage: stageSchema,
      share: stageValueSchema
        .optional()
        .meta({ description: 'Of the total time of the changes of the last 13 weeks.' }),
      now: stageValueSchema.optional().meta({ description: 'The median in seconds of the last 13 weeks.' }),
      before: stageValueSchema.optional().meta({ description: 'The 26 weeks before them.' }),
      verdict: z
        .enum(['better', 'worse', 'no_clear_change', 'too_little_data'])
        .meta({ description: 'Worse: it takes longer. Only where the intervals do not overlap.' }),
    })
  ),
});

export const changeSchema = z.object({
  id: text,
  kind: z.enum(['pull', 'commit']),
  number: count.optional(),
  repository: text,
  title: text.optional(),
  sha: text,
  first_commit_at: time,
  opened_at: time.optional(),
  first_review_at: time.optional(),
  merged_at: time,
  deployed_at: time.optional(),
  deployment: text.optional().meta({ description: 'The id of its first production deployment.' }),
  basis: z.enum(['pr_commits', 'merge_only', 'direct']).meta({ description: 'Where first_commit_at is from.' }),
  bot: z.boolean().optional(),
  url: text.optional(),
});

export const deploymentSchema = z.object({
  id: text,
  repository: text,
  service: text,
  environment: text,
  version: text,
  sha: text,
  started_at: time,
  finished_at: time,
  outcome: z.enum(['success', 'failure']).meta({ description: 'Whether it reached the environment.' }),
  kind: z.enum(['regular', 'rollback', 'remediation']),
  changes: count.meta({ description: 'How many changes it was the first to deploy.' }),
  failed: z.boolean().meta({ description: 'Whether it then failed its users.' }),
  failed_because: z.enum(['link', 'rollback', 'revert', 'hotfix', 'patch', 'window']).optional(),
  recovered_at: time.optional(),
  url: text.optional(),
});

export const itemSchema = z.object({
  id: text,
  repository: text,
  type: text.meta({ description: 'feature, defect, risk, debt or unclassified.' }),
  started_at: time.optional().meta({ description: 'Absent: in the backlog, or closed without a known start.' }),
  finished_at: time.optional(),
  blocked: z.boolean().meta({ description: 'Whether it is marked as waiting.' }),
  age_seconds: z.number().min(0).meta({
    description: 'Since its start, or its opening where no start is known; of what is finished: until then.',
  }),
  expectation_seconds: z.number().min(0).optional().meta({
    description: '85 of 100 items that were finished in the 13 weeks before took no longer.',
  }),
  objective: text.optional().meta({ description: 'Absent: it serves none.' }),
  url: text.optional(),
});

export const investmentSchema = z.object({
  points: z
    .array(
      z.object({
        time: time.meta({ description: 'The start of the period.' }),
        shares: z
          .array(z.object({ objective: text, share: z.number().min(0).max(1), items: count }))
          .meta({ description: 'In the order of the configuration; `unlinked` comes last.' }),
      })
    )
    .meta({ description: 'Ascending; no point where nothing was finished.' }),
});
export const incidentSchema = z.object({
  id: text,
  repository: text,
  service: text,
  opened_at: time,
  resolved_at: time.optional(),
  deployment: text.optional().meta({ description: 'The id of the deployment that caused it, as far as is known.' }),
  evidence: z.enum(['link', 'window', 'none']).meta({ description: 'Named as cause, suspected by time, or neither.' }),
  url: text.optional(),
});

export const receiptSchema = z.object({ status: z.enum(['stored', 'repeated', 'ignored']) });

export const problemSchema = z.object({
  status: count,
  title: text,
  detail: text,
  errors: z.array(z.object({ path: text, message: text })).optional(),
});

/** One page of a list. */
function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: text.optional().meta({ description: 'The cursor of the following page; absent on the last.' }),
  });
}

export const catalogSchema = z.object({ items: z.array(catalogEntrySchema) });
export const teamsSchema = z.object({ items: z.array(teamSchema) });
export const changesSchema = pageOf(changeSchema);
export const deploymentsSchema = pageOf(deploymentSchema);
export const itemsSchema = pageOf(itemSchema);
export const incidentsSchema = pageOf(incidentSchema);

/** The names under which the description refers to them. */
export const named = z.registry<{ id: string }>();
named
  .add(catalogEntrySchema, { id: 'CatalogEntry' })
  .add(catalogSchema, { id: 'Catalog' })
  .add(teamSchema, { id: 'Team' })
  .add(teamsSchema, { id: 'Teams' })
  .add(seriesPointSchema, { id: 'SeriesPoint' })
  .add(seriesSchema, { id: 'Series' })
  .add(seriesBySchema, { id: 'SeriesBy' })
  .add(seriesAnswerSchema, { id: 'SeriesAnswer' })
  .add(stagesSchema, { id: 'Stages' })
  .add(changeSchema, { id: 'Change' })
  .add(changesSchema, { id: 'Changes' })
  .add(deploymentSchema, { id: 'Deployment' })
  .add(deploymentsSchema, { id: 'Deployments' })
  .add(itemSchema, { id: 'Item' })
  .add(itemsSchema, { id: 'Items' })
  .add(investmentSchema, { id: 'Investment' })
  .add(incidentSchema, { id: 'Incident' })
  .add(incidentsSchema, { id: 'Incidents' })
  .add(receiptSchema, { id: 'Receipt' })
  .add(problemSchema, { id: 'Problem' });
