import { z } from 'zod';
import { second } from '#domain/window.ts';
import { id, time } from './answers.ts';
import { SourceError } from '../errors.ts';
import type { Call, GithubClient } from './client.ts';
import type { RateLimit } from './limits.ts';

const workflow = z.object({ id, name: z.string(), path: z.string(), state: z.string() });
export type WorkflowAnswer = z.output<typeof workflow>;

/** A run, or one attempt of it: of a list, or of a webhook. */
export const run = z.object({
  id,
  /** Of the workflow. */
  name: z.string().nullish(),
  path: z.string().nullish(),
  workflow_id: id,
  event: z.string(),
  status: z.string().nullable(),
  conclusion: z.string().nullable(),
  head_branch: z.string().nullable(),
  head_sha: z.string(),
  html_url: z.string(),
  created_at: time,
  /** Of this attempt. */
  run_started_at: time.nullish(),
  updated_at: time,
  run_attempt: z.int().default(1),
});
export type RunAnswer = z.output<typeof run>;

const workflowPage = z.object({ total_count: z.int(), workflows: z.array(workflow) });
const runPage = z.object({ total_count: z.int(), workflow_runs: z.array(run) });

type Repository = { readonly nameWithOwner: string };

/** The workflows of a repository, disabled ones too. One request for 100; none is counted where nothing changed. */
export async function workflows(
  client: GithubClient,
  { nameWithOwner }: Repository,
  signal: AbortSignal
): Promise<WorkflowAnswer[]> {
  const call = { about: `workflows of ${nameWithOwner}`, signal };
  const found: WorkflowAnswer[] = [];
  let next: string | undefined = 'GET /repos/{owner}/{repo}/actions/workflows';
  let parameters: Record<string, unknown> = { ...ownerAndName(nameWithOwner), per_page: 100 };
  while (next !== undefined) {
    const page: { data: z.output<typeof workflowPage>; next: string | undefined } = await client.get(
      next,
      parameters,
      workflowPage,
      call
    );
    found.push(...page.data.workflows);
    next = page.next && `GET ${page.next}`;
    parameters = {};
  }
  return found;
}

export type RunPage = {
  /** Newest first, each as its last attempt. */
  readonly nodes: readonly RunAnswer[];
  /** Every run made after this time has been given, now or before; to go on, ask for those before it. */
  readonly before: number;
  readonly last: boolean;
  /** How many there were between the two times. */
  readonly total: number;
};

/** GitHub gives no more than these of a filtered list. */
const mostRuns = 1000;

/**
 * The runs of a repository between two times, in milliseconds since 1970, the newest first, as GitHub lists them. After
 * each thousand it is asked anew for those before, so those of one second may come twice. Runs that have not ended are
 * given, too: ask for them with `runById` later.
 */
export async function* workflowRuns(
  client: GithubClient,
  options: {
    readonly repository: Repository;
    /** Only this workflow's. */
    readonly workflow?: string;
    readonly branch?: string | undefined;
    readonly from: number;
    /** Absent: up to now. */
    readonly before?: number | undefined;
    readonly signal: AbortSignal;
  }
): AsyncGenerator<RunPage, void, undefined> {
  const { repository, workflow: only, branch, from, signal } = options;
  const call: Call = { about: `workflow runs of ${repository.nameWithOwner}`, signal };
  const path = `GET /repos/{owner}/{repo}/actions/${only === undefined ? '' : 'workflows/{workflow_id}/'}runs`;
  const parameters = {
    ...ownerAndName(repository.nameWithOwner),
    ...(only !== undefined && { workflow_id: only }),
    ...(branch !== undefined && { branch }),
    exclude_pull_requests: true,
    per_page: 100,
  };
  let before = options.before;
  for (;;) {
    const created = before === undefined ? `>=${stamp(from)}` : `${stamp(from)}..${stamp(before)}`;
    const asked = before;
    let page = await client.get(path, { ...parameters, created }, runPage, call);
    const total = page.data.total_count;
    for (;;) {
      const { workflow_runs: nodes } = page.data;
      const oldest = Math.min(before ?? Infinity, ...nodes.map(({ created_at }) => created_at));
      before = Number.isFinite(oldest) ? oldest : from;
      const last = page.next === undefined && total <= mostRuns;
      yield { nodes, before, last, total };
      if (last) return;
      if (page.next === undefined) break;
      page = await client.get(`GET ${page.next}`, {}, runPage, call);
    }
    if (before === asked) {
      throw new SourceError(
        'unexpected_response',
        `GitHub lists no more than ${mostRuns} of the ${call.about} of one second`
      );
    }
  }
}

/** Earlier attempts of a run, which no list shows: a request each. */
export async function earlierAttempts(
  client: GithubClient,
  { nameWithOwner }: Repository,
  latest: RunAnswer,
  signal: AbortSignal
): Promise<RunAnswer[]> {
  const found: RunAnswer[] = [];
  for (let attempt = 1; attempt < latest.run_attempt; attempt++) {
    const parameters = { ...ownerAndName(nameWithOwner), run_id: latest.id, attempt_number: attempt };
    const about = `an earlier attempt of a run of ${nameWithOwner}`;
    const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}';
    found.push((await client.get(route, parameters, run, { about, signal })).data);
  }
  return found;
}

/** A run as it is now. */
export async function runById(
  client: GithubClient,
  { nameWithOwner }: Repository,
  runId: string,
  signal: AbortSignal
): Promise<RunAnswer> {
  const parameters = { ...ownerAndName(nameWithOwner), run_id: runId };
  const about = `a workflow run of ${nameWithOwner}`;
  return (await client.get('GET /repos/{owner}/{repo}/actions/runs/{run_id}', parameters, run, { about, signal })).data;
}

const rate = z
  .object({ limit: z.number(), remaining: z.number(), reset: z.number() })
  .transform(({ limit, remaining, reset }): RateLimit => ({ limit, remaining, resetAt: reset * second }));
const rates = z.object({ resources: z.object({ core: rate, graphql: rate.optional() }) });

/** What the credential may still ask. It costs nothing; a server without limits answers not_found. */
export async function rateLimit(client: GithubClient, signal: AbortSignal) {
  return (await client.get('GET /rate_limit', {}, rates, { about: 'rate limits', signal })).data.resources;
}

function ownerAndName(nameWithOwner: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = nameWithOwner.split('/');
  return { owner, repo };
}

/** GitHub's search reads whole seconds. */
function stamp(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
