import { z } from 'zod';
import { time } from '../answers.ts';
import type { GithubClient, Query } from '../client.ts';
import type { Skipped } from '../partial.ts';

const recent = z.object({ nodes: z.array(z.object({ id: z.string(), updatedAt: time }).nullable()) });
const probed = z.object({
  id: z.string(),
  nameWithOwner: z.string(),
  defaultBranchRef: z.object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() }).nullable(),
  pullRequests: recent,
  /** Only where they were asked for. */
  issues: recent.optional(),
  deployments: recent.optional(),
  releases: recent.optional(),
});
export type ProbeAnswer = z.output<typeof probed>;

/** What a source collects beside pull requests: what it does not, its credential need not see. */
export type ProbeParts = { readonly issues: boolean; readonly deployments: boolean; readonly releases: boolean };

const latest = (field: string, order: string) =>
  `${field}(first: 25, orderBy: { field: ${order}, direction: DESC }) { nodes { id updatedAt } }`;

const answer = z.object({ nodes: z.array(probed.nullable()) });

/** At most 4 fetches a repository: 2 points for 50. */
export function probeQuery(wanted: ProbeParts): Query<typeof answer> {
  const lists = [
    latest('pullRequests', 'UPDATED_AT'),
    ...(wanted.issues ? [latest('issues', 'UPDATED_AT')] : []),
    ...(wanted.deployments ? [latest('deployments', 'CREATED_AT')] : []),
    ...(wanted.releases ? [latest('releases', 'CREATED_AT')] : []),
  ];
  return {
    text: `query Probe($ids: [ID!]!) {
  rateLimit { cost limit remaining resetAt }
  nodes(ids: $ids) {
    ... on Repository {
      id nameWithOwner defaultBranchRef { name target { oid } }
      ${lists.join('\n      ')}
    }
  }
}`,
    answer,
  };
}

/** The most repositories that one query asks for. */
export const probeSize = 50;

/**
 * What last changed in each of many repositories, so that only those are read that have something new: 200 repositories
 * are 4 requests and 8 points. The same answer as before means that nothing happened there.
 */
export async function* probe(
  client: GithubClient,
  ids: readonly string[],
  parts: ProbeParts,
  signal: AbortSignal
): AsyncGenerator<{ readonly nodes: readonly ProbeAnswer[]; readonly skipped: readonly Skipped[] }, void, undefined> {
  const query = probeQuery(parts);
  for (let start = 0; start < ids.length; start += probeSize) {
    const asked = ids.slice(start, start + probeSize);
    const { data, skipped } = await client.query(
      query,
      { ids: asked },
      { about: 'what changed in repositories', signal }
    );
    yield { nodes: data.nodes.filter((each) => each !== null), skipped };
  }
}
