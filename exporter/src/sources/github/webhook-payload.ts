import { z } from 'zod';
import { run } from './rest.ts';

const item = z.object({ node_id: z.string() });

/** The little of a payload that is read: what it is about, and where. Everything else, persons too, is dropped here. */
export const payload = z.object({
  action: z.string().optional(),
  repository: z
    .object({ node_id: z.string(), full_name: z.string(), html_url: z.string(), default_branch: z.string() })
    .optional(),
  installation: z.object({ account: z.object({ login: z.string() }).optional() }).optional(),
  pull_request: item.extend({ merged_at: z.string().nullish() }).optional(),
  deployment: item.optional(),
  deployment_status: z.object({ state: z.string() }).optional(),
  release: item.optional(),
  issue: item.extend({ pull_request: z.unknown().optional() }).optional(),
  workflow: z.object({ name: z.string() }).nullish(),
  workflow_run: run.nullish(),
  ref: z.string().nullish(),
  before: z.string().optional(),
  after: z.string().optional(),
  forced: z.boolean().optional(),
});
export type Payload = z.output<typeof payload>;
