import { z } from 'zod';
import { connection, countedConnection, time } from '../answers.ts';
import type { GithubClient, Query } from '../client.ts';
import { complete, completed, type Page, type PageCall, pages, part } from '../page.ts';
import type { Skipped } from '../partial.ts';
import type { RepositoryName } from './pulls.ts';

const status = z.object({
  state: z.string(),
  createdAt: time,
  /** The page of the run that made it. */
  logUrl: z.string().nullable(),
});

const deployment = z.object({
  id: z.string(),
  commitOid: z.string(),
  environment: z.string().nullable(),
  task: z.string().nullable(),
  ref: z.object({ name: z.string() }).nullable(),
  createdAt: time,
  updatedAt: time,
  /** Newest first. The deployment's own state turns INACTIVE when a later one succeeds: only these tell how it went. */
  statuses: connection(status),
});
export type DeploymentAnswer = z.output<typeof deployment>;

const statuses = part<DeploymentAnswer, typeof status>('statuses', {
  first: 100,
  selection: 'state createdAt logUrl',
  node: status,
  of: (each) => each.statuses,
});
const fields = `id commitOid environment task ref { name } createdAt updatedAt ${statuses.text()}`;

/** 101 fetches: 1 point for 100 deployments. */
export const deploymentsQuery = {
  text: `query Deployments($id: ID!, $first: Int!, $after: String, $direction: OrderDirection!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) {
    ... on Repository {
      deployments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: $direction }) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { ${fields} }
      }
    }
  }
}`,
  answer: z.object({ node: z.object({ deployments: countedConnection(deployment) }) }),
} satisfies Query<z.ZodType>;

/** At most 100 fetches: 1 point. */
export const deploymentsByIdQuery = {
  text: `query DeploymentsById($ids: [ID!]!) {
  rateLimit { cost limit remaining resetAt }
  nodes(ids: $ids) { ... on Deployment { ${fields} } }
}`,
  answer: z.object({ nodes: z.array(deployment.nullable()) }),
} satisfies Query<z.ZodType>;

/** The deployments of a repository by the time they were made, each with all its statuses. */
export function deployments(
  client: GithubClient,
  options: Omit<PageCall, 'about'> & {
    readonly repository: RepositoryName;
    readonly direction: 'ASC' | 'DESC';
    readonly first?: number;
    readonly done?: (deployment: DeploymentAnswer) => boolean;
  }
): AsyncGenerator<Page<DeploymentAnswer>, void, undefined> {
  const { repository, direction, first = 100, done, after, signal } = options;
  const about = `deployments of ${repository.nameWithOwner}`;
  const list = pages<DeploymentAnswer>({
    about,
    signal,
    first,
    after,
    done,
    ask: async (page, call) => {
      const { data, skipped } = await client.query(deploymentsQuery, { id: repository.id, direction, ...page }, call);
      return { list: data.node.deployments, skipped };
    },
  });
  return completed(client, 'Deployment', [statuses], list, { about, signal });
}

/** Deployments that are known, as those that had not ended; what has gone is left out and counted. At most 100. */
export async function deploymentsById(
  client: GithubClient,
  ids: readonly string[],
  signal: AbortSignal
): Promise<{ readonly nodes: readonly DeploymentAnswer[]; readonly skipped: readonly Skipped[] }> {
  const call = { about: 'deployments by their ids', signal };
  const { data, skipped } = await client.query(deploymentsByIdQuery, { ids }, call);
  const nodes = data.nodes.filter((each) => each !== null);
  await complete(client, 'Deployment', [statuses], nodes, call);
  return { nodes, skipped };
}
