import { z } from 'zod';
import { actor, connection, countedConnection, time } from '../answers.ts';
import type { GithubClient, Query } from '../client.ts';
import { completed, type Page, type PageCall, pages, part, whole } from '../page.ts';

const review = z.object({
  state: z.string(),
  /** Null: not handed in. */
  submittedAt: time.nullable(),
  author: actor,
  /** What was looked at; null where a force push threw it away. */
  commit: z.object({ oid: z.string() }).nullish(),
});
const draftEvent = z.object({ __typename: z.string(), createdAt: time });
const label = z.object({ name: z.string() });
const issue = z.object({ id: z.string(), number: z.int(), repository: z.object({ nameWithOwner: z.string() }) });
const commit = z.object({ commit: z.object({ oid: z.string(), authoredDate: time }) });
const file = z.object({ path: z.string(), additions: z.int(), deletions: z.int() });

const pull = z.object({
  id: z.string(),
  number: z.int(),
  url: z.string(),
  title: z.string(),
  /** For `Reverts #N` only. */
  body: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  createdAt: time,
  updatedAt: time,
  closedAt: time.nullable(),
  mergedAt: time.nullable(),
  baseRefName: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  additions: z.int(),
  deletions: z.int(),
  author: actor,
  milestone: z.object({ title: z.string() }).nullable(),
  /** Of a rebase only the last of the rewritten commits; null also where the commit has gone. */
  mergeCommit: z.object({ oid: z.string(), authoredDate: time, committedDate: time }).nullable(),
  reviews: connection(review),
  timelineItems: connection(draftEvent),
  labels: connection(label),
  closingIssuesReferences: connection(issue),
  commits: connection(commit),
  /** Only where they were asked for. */
  files: connection(file).optional(),
});
export type PullAnswer = z.output<typeof pull>;

/** What costs more, and is asked for only where it is needed. */
export type PullParts = {
  /** Where the configuration names generated files, or teams own paths. */
  readonly files: boolean;
};

const absent = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
const always = [
  part<PullAnswer, typeof review>('reviews', {
    first: 100,
    selection: 'state submittedAt author { __typename login } commit { oid }',
    node: review,
    of: (each) => each.reviews,
  }),
  part<PullAnswer, typeof draftEvent>('timelineItems', {
    first: 50,
    arguments: ', itemTypes: [READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT]',
    selection: '__typename ... on ReadyForReviewEvent { createdAt } ... on ConvertToDraftEvent { createdAt }',
    node: draftEvent,
    of: (each) => each.timelineItems,
  }),
  part<PullAnswer, typeof label>('labels', {
    first: 100,
    selection: 'name',
    node: label,
    of: (each) => each.labels,
  }),
  part<PullAnswer, typeof issue>('closingIssuesReferences', {
    first: 50,
    selection: 'id number repository { nameWithOwner }',
    node: issue,
    of: (each) => each.closingIssuesReferences,
  }),
  part<PullAnswer, typeof commit>('commits', {
    first: 100,
    selection: 'commit { oid authoredDate }',
    node: commit,
    of: (each) => each.commits,
  }),
];
const files = part<PullAnswer, typeof file>('files', {
  first: 100,
  selection: 'path additions deletions',
  node: file,
  of: (each) => each.files ?? absent,
});

const partsOf = (wanted: PullParts) => [...always, ...(wanted.files ? [files] : [])];

/**
 * The most pull requests that cost 5 points a page: 549 fetches round down to 5. So 1,000 pull requests are 10 pages and
 * 50 points, 11 and 55 with their files; and one query more for every 50 lists that are longer than their page, or for
 * every ten pages. Smaller pages save 5 points in 1,000 pull requests and cost 5 requests.
 */
export const pageSize = (wanted: PullParts) => Math.min(100, Math.floor(548 / partsOf(wanted).length));

const answer = z.object({ node: z.object({ pullRequests: countedConnection(pull) }) });

function pullFields(wanted: PullParts): string {
  return `id number url title body state isDraft createdAt updatedAt closedAt mergedAt
          baseRefName headRefName headRefOid additions deletions
          author { __typename login } milestone { title } mergeCommit { oid authoredDate committedDate }
          ${partsOf(wanted)
            .map(({ text }) => text())
            .join('\n          ')}`;
}

const one = z.object({ node: pull.nullable() });

/** At most 6 fetches: 1 point. */
export function pullQuery(wanted: PullParts): Query<typeof one> {
  return {
    text: `query Pull($id: ID!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) { ... on PullRequest { ${pullFields(wanted)} } }
}`,
    answer: one,
  };
}

/** One pull request, as the list gives it. Undefined where it has gone. */
export async function pullById(
  client: GithubClient,
  id: string,
  parts: PullParts,
  signal: AbortSignal
): Promise<PullAnswer | undefined> {
  const call = { about: 'a pull request by its id', signal };
  const { data } = await client.query(pullQuery(parts), { id }, call);
  return whole(client, 'PullRequest', partsOf(parts), data.node, call);
}

export function pullsQuery(wanted: PullParts): Query<typeof answer> {
  return {
    text: `query Pulls($id: ID!, $first: Int!, $after: String, $order: IssueOrder!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) {
    ... on Repository {
      pullRequests(first: $first, after: $after, orderBy: $order) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes {
          ${pullFields(wanted)}
        }
      }
    }
  }
}`,
    answer,
  };
}

export type ListOrder = {
  readonly field: 'CREATED_AT' | 'UPDATED_AT';
  readonly direction: 'ASC' | 'DESC';
};

export type RepositoryName = { readonly id: string; readonly nameWithOwner: string };

/** The pull requests of a repository, open ones too, each with all that was asked for, however long its lists are. */
export function pulls(
  client: GithubClient,
  options: Omit<PageCall, 'about'> & {
    readonly repository: RepositoryName;
    readonly order: ListOrder;
    readonly parts: PullParts;
    /** A page's size; the largest that costs 5 points unless said. */
    readonly first?: number;
    readonly done?: (pull: PullAnswer) => boolean;
  }
): AsyncGenerator<Page<PullAnswer>, void, undefined> {
  const { repository, order, parts, first = pageSize(parts), done, after, signal } = options;
  const about = `pull requests of ${repository.nameWithOwner}`;
  const query = pullsQuery(parts);
  const list = pages<PullAnswer>({
    about,
    signal,
    first,
    after,
    done,
    ask: async (page, call) => {
      const { data, skipped } = await client.query(query, { id: repository.id, order, ...page }, call);
      return { list: data.node.pullRequests, skipped };
    },
  });
  return completed(client, 'PullRequest', partsOf(parts), list, { about, signal });
}
