import { z } from 'zod';
import type { GithubClient, Query } from './client.ts';
import type { Commit } from './map-commit.ts';
import type { RepositoryName } from './graphql/pulls.ts';

type LineCommit = Omit<Commit, 'message'>;

/**
 * Of commits that follow each other on the first-parent line, newest first, those that no pull request claims. The one
 * that a pull request names is the last of its commits where these were rebased: those before it are told by their
 * author times, which a rebase keeps.
 */
export function unclaimed(line: readonly LineCommit[], merges: ReadonlyMap<string, readonly number[]>): LineCommit[] {
  let times: number[] = [];
  return line.filter(({ sha, parents, authoredAt }) => {
    const own = merges.get(sha);
    if (own !== undefined) times = parents.length === 1 ? [...own] : [];
    const place = times.indexOf(authoredAt);
    if (place === -1) times = [];
    else times.splice(place, 1);
    return own === undefined && place === -1;
  });
}

/** The most commits that one query asks for: 1 point. */
const aliases = 100;
const commit = z
  .object({
    associatedPullRequests: z.object({
      nodes: z.array(z.object({ merged: z.boolean(), baseRefName: z.string() }).nullable()).nullable(),
    }),
  })
  .nullable();
const answer = z.object({ node: z.record(z.string(), commit) });

/** A sha is put into the text: aliases cannot have variables of their own. */
export function associatedQuery(shas: readonly string[]): Query<typeof answer> {
  const lines = shas.map(
    (sha, index) =>
      `c${index}: object(oid: "${sha}") { ... on Commit { associatedPullRequests(first: 5) { nodes { merged baseRefName } } } }`
  );
  return {
    text: `query Associated($id: ID!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) { ... on Repository { ${lines.join('\n')} } }
}`,
    answer,
  };
}

/** Of these commits, those that GitHub knows as part of no pull request merged into the branch. */
export async function withoutPull<Each extends LineCommit>(
  client: GithubClient,
  repository: RepositoryName,
  branch: string,
  commits: readonly Each[],
  signal: AbortSignal
): Promise<Each[]> {
  const found: Each[] = [];
  const call = { about: `pull requests by commit of ${repository.nameWithOwner}`, signal };
  for (let start = 0; start < commits.length; start += aliases) {
    const asked = commits.slice(start, start + aliases);
    const { data } = await client.query(associatedQuery(asked.map(({ sha }) => sha)), { id: repository.id }, call);
    for (const [index, each] of asked.entries()) {
      const pulls = data.node[`c${index}`]?.associatedPullRequests.nodes ?? [];
      if (!pulls.some((pull) => pull?.merged === true && pull.baseRefName === branch)) found.push(each);
    }
  }
  return found;
}
