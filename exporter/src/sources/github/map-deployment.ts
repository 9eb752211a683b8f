import type { DeploymentFact } from '#domain/facts.ts';
import type { DeploymentAnswer } from './graphql/deployments.ts';
import type { ReleaseAnswer } from './graphql/releases.ts';
import type { Origin, Reading } from './reading.ts';
import type { RunAnswer } from './rest.ts';

const outcomes: Readonly<Record<string, DeploymentFact['outcome'] | undefined>> = {
  SUCCESS: 'success',
  FAILURE: 'failure',
  ERROR: 'failure',
};

/**
 * A deployment that has come to its end: its first status of success, failure or error. What comes later (`inactive`,
 * when another one takes its place) changes nothing. Undefined before, and where only `inactive` is left.
 */
export function deploymentFact(
  deployment: DeploymentAnswer,
  { repository, url }: Origin,
  { isProduction, serviceOf }: Reading
): DeploymentFact | undefined {
  // Newest first, so of two at the same second the later in the list came before.
  const ends = deployment.statuses.nodes.filter(({ state }) => outcomes[state] !== undefined);
  const end = ends.reduceRight<(typeof ends)[number] | undefined>(
    (first, status) => (first === undefined || status.createdAt < first.createdAt ? status : first),
    undefined
  );
  const outcome = outcomes[end?.state ?? ''];
  if (end === undefined || outcome === undefined) return undefined;
  const environment = deployment.environment ?? '';
  const page = end.logUrl?.startsWith(`${url}/`) ? end.logUrl : undefined;
  return {
    fact: 'deployment',
    repository,
    id: deployment.id,
    service: serviceOf(environment),
    environment,
    production: isProduction(environment),
    version: '',
    sha: deployment.commitOid,
    startedAt: deployment.createdAt,
    finishedAt: end.createdAt,
    outcome,
    ...(page !== undefined && { url: page }),
  };
}

/** Whether a deployment may still come to an end: then it has to be asked for again. */
export function isPending({ statuses }: DeploymentAnswer): boolean {
  return !statuses.nodes.some(({ state }) => state === 'INACTIVE' || outcomes[state] !== undefined);
}

/** What is deployed by other means than GitHub's deployments goes to production: nothing names another environment. */
const production = { environment: 'production', production: true } as const;

/** One attempt of a run whose workflow deploys. Undefined where it did not try to: cancelled, skipped, of a pull request. */
export function runDeployment(
  run: RunAnswer,
  workflow: string,
  { repository }: Origin,
  { serviceOf }: Reading
): DeploymentFact | undefined {
  const outcome = run.event.startsWith('pull_request') ? undefined : runOutcome(run);
  if (outcome === undefined || outcome === 'cancelled') return undefined;
  return {
    fact: 'deployment',
    repository,
    id: `run-${run.id}-${String(run.run_attempt)}`,
    service: serviceOf(workflow, run.path ?? ''),
    ...production,
    version: '',
    sha: run.head_sha,
    startedAt: run.run_started_at ?? run.created_at,
    finishedAt: run.updated_at,
    outcome,
    url: run.html_url,
  };
}

/** How an attempt ended; undefined where it has not, or had nothing to do. */
export function runOutcome({ status, conclusion }: RunAnswer): 'success' | 'failure' | 'cancelled' | undefined {
  if (status !== 'completed') return undefined;
  switch (conclusion) {
    case 'success':
    case 'failure':
    case 'cancelled':
      return conclusion;
    case 'timed_out':
    case 'startup_failure':
      return 'failure';
    default:
      return undefined;
  }
}

/** A published release. Drafts and pre-releases are none, nor is one whose tag has gone. */
export function releaseDeployment(
  release: ReleaseAnswer,
  { repository }: Origin,
  { serviceOf }: Reading
): DeploymentFact | undefined {
  const { id, tagName, isDraft, isPrerelease, publishedAt, tagCommit, url } = release;
  if (isDraft || isPrerelease || publishedAt === null || tagCommit === null) return undefined;
  const version = /\d+(?:\.\d+)*/.exec(tagName)?.[0] ?? '';
  const times = { startedAt: publishedAt, finishedAt: publishedAt };
  return {
    ...{ fact: 'deployment', repository, id, service: serviceOf(tagName), ...production },
    ...{ version, sha: tagCommit.oid, ...times, outcome: 'success', url },
  };
}
