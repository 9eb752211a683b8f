import { z } from 'zod';
import { connection, countedConnection, time } from '../answers.ts';
import type { GithubClient, Query } from '../client.ts';
import { completed, type Page, type PageCall, pages, part } from '../page.ts';
import type { RepositoryName } from './pulls.ts';

const parent = z.object({ oid: z.string() });
const commit = z.object({
  id: z.string(),
  oid: z.string(),
  authoredDate: time,
  committedDate: time,
  /** For `This reverts commit …` only. */
  message: z.string(),
  /** In git's order. */
  parents: connection(parent),
});
export type CommitAnswer = z.output<typeof commit>;

const parents = part<CommitAnswer, typeof parent>('parents', {
  first: 20,
  selection: 'oid',
  node: parent,
  of: (each) => each.parents,
});

/** 101 fetches: 1 point for 100 commits. */
export const commitsQuery = {
  text: `query Commits($id: ID!, $tip: GitObjectID!, $first: Int!, $after: String, $since: GitTimestamp) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) {
    ... on Repository {
      object(oid: $tip) {
        ... on Commit {
          history(first: $first, after: $after, since: $since) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { id oid authoredDate committedDate message ${parents.text()} }
          }
        }
      }
    }
  }
}`,
  answer: z.object({ node: z.object({ object: z.object({ history: countedConnection(commit) }) }) }),
} satisfies Query<z.ZodType>;

/** All that a commit reaches, newest first: where no clone can be had. A cursor belongs to its tip. */
export function commits(
  client: GithubClient,
  options: Omit<PageCall, 'about'> & {
    readonly repository: RepositoryName;
    readonly tip: string;
    /** Only those committed since, in milliseconds since 1970. */
    readonly since?: number | undefined;
    readonly first?: number;
    readonly done?: (commit: CommitAnswer) => boolean;
  }
): AsyncGenerator<Page<CommitAnswer>, void, undefined> {
  const { repository, tip, since, first = 100, done, after, signal } = options;
  const about = `commits of ${repository.nameWithOwner}`;
  const from = since === undefined ? undefined : new Date(since).toISOString();
  const list = pages<CommitAnswer>({
    about,
    signal,
    first,
    after,
    done,
    ask: async (page, call) => {
      const { data, skipped } = await client.query(
        commitsQuery,
        { id: repository.id, tip, since: from, ...page },
        call
      );
      return { list: data.node.object.history, skipped };
    },
  });
  return completed(client, 'Commit', [parents], list, { about, signal });
}
