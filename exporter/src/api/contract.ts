import type { z } from 'zod';
import type {
  catalogEntrySchema,
  catalogSchema,
  changeSchema,
  changesSchema,
  deploymentSchema,
  deploymentsSchema,
  incidentSchema,
  incidentsSchema,
  problemSchema,
  receiptSchema,
  seriesPointSchema,
  seriesSchema,
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
export type Change = z.infer<typeof changeSchema>;
export type Changes = z.infer<typeof changesSchema>;
export type Deployment = z.infer<typeof deploymentSchema>;
export type Deployments = z.infer<typeof deploymentsSchema>;
export type Incident = z.infer<typeof incidentSchema>;
export type Incidents = z.infer<typeof incidentsSchema>;
/** What became of a webhook. */
export type Receipt = z.infer<typeof receiptSchema>;
/** RFC 9457. */
export type Problem = z.infer<typeof problemSchema>;
