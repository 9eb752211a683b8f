import { z } from 'zod';
import { SourceError } from '../../errors.ts';
import { countedConnection, time } from '../answers.ts';
import type { Call, GithubClient, Query } from '../client.ts';
import { type Page, pages } from '../page.ts';

const repository = z.object({
  /** Stays the same when it is renamed; another one once it is deleted and made again. */
  id: z.string(),
  nameWithOwner: z.string(),
  url: z.string(),
  isArchived: z.boolean(),
  isDisabled: z.boolean(),
  isEmpty: z.boolean(),
  isFork: z.boolean(),
  createdAt: time,
  pushedAt: time.nullable(),
  /** Null in an empty repository. */
  defaultBranchRef: z.object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() }).nullable(),
});
export type RepositoryAnswer = z.output<typeof repository>;

const fields = `
      id nameWithOwner url isArchived isDisabled isEmpty isFork createdAt pushedAt
      defaultBranchRef { name target { oid } }`;

/** 1 fetch: 1 point for 100 repositories. */
export const repositoriesQuery = {
  text: `query Repositories($login: String!, $first: Int!, $after: String) {
  rateLimit { cost limit remaining resetAt }
  repositoryOwner(login: $login) {
    repositories(first: $first, after: $after, ownerAffiliations: [OWNER], orderBy: { field: NAME, direction: ASC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { ${fields} }
    }
  }
}`,
  answer: z.object({ repositoryOwner: z.object({ repositories: countedConnection(repository) }).nullable() }),
} satisfies Query<z.ZodType>;

/** No fetch: 1 point. */
export const repositoryQuery = {
  text: `query Repository($owner: String!, $name: String!) {
  rateLimit { cost limit remaining resetAt }
  repository(owner: $owner, name: $name) { ${fields} }
}`,
  answer: z.object({ repository }),
} satisfies Query<z.ZodType>;

/** The repositories of an organisation or user that the credential may see, by name; or the one of `owner/name`. */
export async function* repositories(
  client: GithubClient,
  github: string,
  signal: AbortSignal
): AsyncGenerator<Page<RepositoryAnswer>, void, undefined> {
  const [owner = '', name] = github.split('/');
  if (name !== undefined) {
    const { data, skipped } = await client.query(
      repositoryQuery,
      { owner, name },
      { about: `repository ${github}`, signal }
    );
    yield { nodes: [data.repository], cursor: undefined, last: true, total: 1, skipped };
    return;
  }
  yield* pages({
    about: `repositories of ${owner}`,
    signal,
    first: 100,
    ask: async (page, call: Call) => {
      const { data, skipped } = await client.query(repositoriesQuery, { login: owner, ...page }, call);
      if (data.repositoryOwner) return { list: data.repositoryOwner.repositories, skipped };
      throw new SourceError('not_found', `GitHub has no organisation or user ${owner}: correct github`);
    },
  });
}
