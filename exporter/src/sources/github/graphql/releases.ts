import { z } from 'zod';
import { countedConnection, time } from '../answers.ts';
import type { GithubClient, Query } from '../client.ts';
import { type Page, type PageCall, pages } from '../page.ts';
import type { RepositoryName } from './pulls.ts';

const release = z.object({
  id: z.string(),
  tagName: z.string(),
  isDraft: z.boolean(),
  isPrerelease: z.boolean(),
  /** Of the commit, not of the release. */
  createdAt: time,
  /** Null: a draft. */
  publishedAt: time.nullable(),
  updatedAt: time,
  url: z.string(),
  tagCommit: z.object({ oid: z.string() }).nullable(),
});
export type ReleaseAnswer = z.output<typeof release>;

const fields = 'id tagName isDraft isPrerelease createdAt publishedAt updatedAt url tagCommit { oid }';

/** No fetch: 1 point. */
export const releaseQuery = {
  text: `query Release($id: ID!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) { ... on Release { ${fields} } }
}`,
  answer: z.object({ node: release.nullable() }),
} satisfies Query<z.ZodType>;

/** One release, as the list gives it. Undefined where it has gone. */
export async function releaseById(
  client: GithubClient,
  id: string,
  signal: AbortSignal
): Promise<ReleaseAnswer | undefined> {
  const { data } = await client.query(releaseQuery, { id }, { about: 'a release by its id', signal });
  return data.node ?? undefined;
}

/** 1 fetch: 1 point for 100 releases. */
export const releasesQuery = {
  text: `query Releases($id: ID!, $first: Int!, $after: String, $direction: OrderDirection!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) {
    ... on Repository {
      releases(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: $direction }) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { ${fields} }
      }
    }
  }
}`,
  answer: z.object({ node: z.object({ releases: countedConnection(release) }) }),
} satisfies Query<z.ZodType>;

const target = z.object({ __typename: z.string(), oid: z.string() });
const tag = z.object({
  id: z.string(),
  name: z.string(),
  /** A commit, or a tag object that says when it was made and points at a commit, seldom at another tag or a tree. */
  target: target
    .extend({
      committedDate: time.optional(),
      tagger: z.object({ date: time.nullable() }).nullish(),
      target: target.extend({ committedDate: time.optional() }).optional(),
    })
    .nullable(),
});
export type TagAnswer = z.output<typeof tag>;

/** 1 fetch: 1 point for 100 tags. */
export const tagsQuery = {
  text: `query Tags($id: ID!, $first: Int!, $after: String, $direction: OrderDirection!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) {
    ... on Repository {
      refs(refPrefix: "refs/tags/", first: $first, after: $after, orderBy: { field: TAG_COMMIT_DATE, direction: $direction }) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes {
          id name
          target {
            __typename oid
            ... on Commit { committedDate }
            ... on Tag { tagger { date } target { __typename oid ... on Commit { committedDate } } }
          }
        }
      }
    }
  }
}`,
  answer: z.object({ node: z.object({ refs: countedConnection(tag).nullable() }) }),
} satisfies Query<z.ZodType>;

type ListOptions = Omit<PageCall, 'about'> & {
  readonly repository: RepositoryName;
  readonly direction: 'ASC' | 'DESC';
  readonly first?: number;
};

/** The releases of a repository by the time of their commits. */
export function releases(
  client: GithubClient,
  options: ListOptions & { readonly done?: (release: ReleaseAnswer) => boolean }
): AsyncGenerator<Page<ReleaseAnswer>, void, undefined> {
  const { repository, direction, first = 100, done, after, signal } = options;
  return pages<ReleaseAnswer>({
    about: `releases of ${repository.nameWithOwner}`,
    signal,
    first,
    after,
    done,
    ask: async (page, call) => {
      const { data, skipped } = await client.query(releasesQuery, { id: repository.id, direction, ...page }, call);
      return { list: data.node.releases, skipped };
    },
  });
}

/** The tags of a repository by the time of their commits: where no clone has them. */
export function tags(
  client: GithubClient,
  options: ListOptions & { readonly done?: (tag: TagAnswer) => boolean }
): AsyncGenerator<Page<TagAnswer>, void, undefined> {
  const { repository, direction, first = 100, done, after, signal } = options;
  const none = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
  return pages<TagAnswer>({
    about: `tags of ${repository.nameWithOwner}`,
    signal,
    first,
    after,
    done,
    ask: async (page, call) => {
      const { data, skipped } = await client.query(tagsQuery, { id: repository.id, direction, ...page }, call);
      return { list: data.node.refs ?? none, skipped };
    },
  });
}
