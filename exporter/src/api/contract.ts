import type { z } from 'zod';
import type { goalSchema, goalsSchema, objectiveSchema, objectivesSchema } from './goal-schemas.ts';
import type {
  annotationSchema,
  annotationsSchema,
  benchmarkSchema,
  benchmarksSchema,
  forecastSchema,
  organisationSchema,
  signalSchema,
  signalsSchema,
  summarySchema,
} from './insight-schemas.ts';
import type { recordSchema, recordsSchema } from './record-schemas.ts';
import type {
  catalogEntrySchema,
  catalogSchema,
  changeSchema,
  changesSchema,
  deploymentSchema,
  deploymentsSchema,
  investmentSchema,
  itemSchema,
  itemsSchema,
  incidentSchema,
  incidentsSchema,
  problemSchema,
  receiptSchema,
  seriesBySchema,
  seriesPointSchema,
  seriesSchema,
  stagesSchema,
  stepSchema,
  teamSchema,
  teamsSchema,
} from './schemas.ts';

/**
 * What the API answers, for whoever calls it. Times are RFC 3339 in UTC, durations seconds, ranges half-open.
 * A key that is absent has no value: no data is neither zero nor an error.
 */
export type CatalogEntry = z.infer<typeof catalogEntrySchema>;
export type Catalog = z.infer<typeof catalogSchema>;
export type Team = z.infer<typeof teamSchema>;
export type Teams = z.infer<typeof teamsSchema>;
/** Calendar periods in the team's time zone; weeks are ISO weeks. */
export type Step = z.infer<typeof stepSchema>;
export type SeriesPoint = z.infer<typeof seriesPointSchema>;
export type Series = z.infer<typeof seriesSchema>;
export type Stages = z.infer<typeof stagesSchema>;
/** What `by` is answered with. */
export type SeriesBy = z.infer<typeof seriesBySchema>;
export type Change = z.infer<typeof changeSchema>;
export type Changes = z.infer<typeof changesSchema>;
export type Deployment = z.infer<typeof deploymentSchema>;
export type Deployments = z.infer<typeof deploymentsSchema>;
export type Item = z.infer<typeof itemSchema>;
export type Items = z.infer<typeof itemsSchema>;
export type Investment = z.infer<typeof investmentSchema>;
export type Incident = z.infer<typeof incidentSchema>;
export type Incidents = z.infer<typeof incidentsSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Goal = z.infer<typeof goalSchema>;
export type Goals = z.infer<typeof goalsSchema>;
export type Signal = z.infer<typeof signalSchema>;
export type Signals = z.infer<typeof signalsSchema>;
export type Objective = z.infer<typeof objectiveSchema>;
export type Objectives = z.infer<typeof objectivesSchema>;
export type Organisation = z.infer<typeof organisationSchema>;
export type Annotation = z.infer<typeof annotationSchema>;
export type Annotations = z.infer<typeof annotationsSchema>;
export type Forecast = z.infer<typeof forecastSchema>;
export type Benchmark = z.infer<typeof benchmarkSchema>;
export type Benchmarks = z.infer<typeof benchmarksSchema>;
export type TeamRecord = z.infer<typeof recordSchema>;
export type TeamRecords = z.infer<typeof recordsSchema>;
/** What became of a webhook. */
export type Receipt = z.infer<typeof receiptSchema>;
/** RFC 9457. */
export type Problem = z.infer<typeof problemSchema>;
