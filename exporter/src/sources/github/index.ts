import type { Knowledge, LinkRules } from '#domain/facts.ts';
import { hour } from '#domain/window.ts';
import type { SourceUsage } from '#domain/source-status.ts';
import type { Source, SourceType } from '../source.ts';
import { type ClientOptions, type GithubClient, openClient } from './client.ts';
import { type Parts, pull } from './pull.ts';
import { readingOf } from './reading.ts';
import { type GithubConfiguration, githubSchema } from './schema.ts';
import { receive } from './webhook.ts';

/** Webhooks bring what happens at once; a pull that finds nothing new costs 5 points for 100 repositories. */
const interval = hour / 12;

/** Pull requests, deployments, runs and issues of GitHub's repositories (README.md). */
export const github: SourceType<GithubConfiguration> = githubSource();

/** @param options a clock and budgets of a test's own */
export function githubSource(options: ClientOptions = {}): SourceType<GithubConfiguration> {
  return {
    key: 'github',
    schema: githubSchema,
    describe: (configuration) => ({
      name: configuration.name ?? configuration.github,
      repositories: configuration.github.includes('/') ? [configuration.github] : [],
    }),
    create(configuration, environment): Source {
      const client = openClient(configuration, environment, options);
      const memory = { names: new Map(), otherWaysUntil: new Map(), backfill: undefined };
      const parts: Parts = { client, environment, memory, reading: readingOf(configuration) };
      const takes = configuration.webhook_secret_env ?? configuration.webhook_secret_file;
      return {
        name: configuration.name ?? configuration.github,
        rules: rulesOf(configuration),
        knows: knowledgeOf(configuration),
        interval,
        pull: (context) => pull(parts, context),
        ...(takes !== undefined && { receive: (delivery) => receive(parts, delivery) }),
        usage: () => usageOf(client, parts.memory.backfill),
      };
    },
  };
}

function knowledgeOf({ deployments, incidents, work_items, ci }: GithubConfiguration): ReadonlySet<Knowledge> {
  const known: Knowledge[] = ['changes', 'reviews', 'sizes', 'proposals'];
  if (deployments) known.push('deployments');
  if (incidents) known.push('incidents');
  if (work_items) known.push('work_items');
  if (ci) known.push('runs');
  return new Set(known);
}

function rulesOf({ deployments, incidents }: GithubConfiguration): LinkRules {
  return {
    deployments: deployments !== undefined,
    // A release or a tag tells once that a commit was deployed; the others record each act of deploying.
    rollbacks: deployments?.environments !== undefined || deployments?.workflows !== undefined,
    reverts: true,
    patchWithin: 0,
    incidentsWithin: incidents?.within ?? 0,
  };
}

/** Of the two budgets the one that is nearer to its end. */
function usageOf(client: GithubClient, backfill: number | undefined): SourceUsage {
  const { requests, core, graphql, credentialExpiresAt } = client.usage();
  const [tighter] = [graphql, core]
    .filter((rate) => rate !== undefined)
    .sort((a, b) => a.remaining / a.limit - b.remaining / b.limit);
  return {
    requests,
    ...(tighter && { limit: tighter.limit, remaining: tighter.remaining, resetAt: tighter.resetAt }),
    ...(credentialExpiresAt !== undefined && { credentialExpiresAt }),
    ...(backfill !== undefined && { backfill }),
  };
}
