import { z } from 'zod';
import { connection, countedConnection, time } from '../answers.ts';
import type { GithubClient, Query } from '../client.ts';
import { completed, type Page, type PageCall, pages, part, whole } from '../page.ts';
import type { ListOrder, RepositoryName } from './pulls.ts';

const label = z.object({ name: z.string() });
const event = z.object({
  __typename: z.string(),
  createdAt: time,
  /** Of LabeledEvent and UnlabeledEvent. */
  label: label.optional(),
  /** Of ClosedEvent: COMPLETED, NOT_PLANNED, DUPLICATE. */
  stateReason: z.string().nullish(),
});
const fieldValue = z
  .object({
    name: z.string().nullish(),
    text: z.string().nullish(),
    title: z.string().nullish(),
    updatedAt: time.optional(),
  })
  .nullable();
const item = z.object({ status: fieldValue, objective: fieldValue });

const issue = z.object({
  id: z.string(),
  number: z.int(),
  url: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  stateReason: z.string().nullable(),
  createdAt: time,
  updatedAt: time,
  closedAt: time.nullable(),
  milestone: z.object({ title: z.string() }).nullable(),
  labels: connection(label),
  timelineItems: connection(event),
  /** The rest only where it was asked for. */
  body: z.string().optional(),
  issueType: z.object({ name: z.string() }).nullish(),
  /** The issue that this one is a part of. */
  parent: z.object({ id: z.string() }).nullish(),
  /** More than 0: a parent, whose work is its children's. */
  subIssuesSummary: z.object({ total: z.int() }).optional(),
  projectItems: connection(item).optional(),
});
export type IssueAnswer = z.output<typeof issue>;

export type IssueParts = {
  /** The text, for `caused by:` lines. */
  readonly body: boolean;
  /** Type and sub-issues, for work items; older Enterprise Servers do not know them. */
  readonly work: boolean;
  /** Status and objective in projects; classic tokens need the scope read:project for it. */
  readonly projects: boolean;
};

const always = [
  part<IssueAnswer, typeof label>('labels', { first: 100, selection: 'name', node: label, of: (each) => each.labels }),
  part<IssueAnswer, typeof event>('timelineItems', {
    first: 100,
    arguments: ', itemTypes: [LABELED_EVENT, UNLABELED_EVENT, CLOSED_EVENT, REOPENED_EVENT]',
    selection:
      '__typename ... on LabeledEvent { createdAt label { name } } ... on UnlabeledEvent { createdAt label { name } } ' +
      '... on ClosedEvent { createdAt stateReason } ... on ReopenedEvent { createdAt }',
    node: event,
    of: (each) => each.timelineItems,
  }),
];
const value =
  '... on ProjectV2ItemFieldSingleSelectValue { name updatedAt } ... on ProjectV2ItemFieldTextValue { text updatedAt } ' +
  '... on ProjectV2ItemFieldIterationValue { title updatedAt }';
const absent = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };

/** A field's name stands in the text, as the rest of a list is asked for without variables. */
const projectItems = (objective: string) =>
  part<IssueAnswer, typeof item>('projectItems', {
    first: 20,
    selection: `status: fieldValueByName(name: "Status") { ${value} } objective: fieldValueByName(name: ${JSON.stringify(objective)}) { ${value} }`,
    node: item,
    of: (each) => each.projectItems ?? absent,
  });

const partsOf = ({ projects }: IssueParts, objective: string) => [
  ...always,
  ...(projects ? [projectItems(objective)] : []),
];

/** The most issues that cost 2 points a page: 249 fetches round down to 2. 82 with projects, else 100. */
const pageSize = (count: number) => Math.min(100, Math.floor(248 / count));

const answer = z.object({ node: z.object({ issues: countedConnection(issue) }) });

function issueFields(wanted: IssueParts, objective: string): string {
  const lists = partsOf(wanted, objective).map(({ text }) => text());
  const work = 'issueType { name } parent { id } subIssuesSummary { total }';
  return `id number url state stateReason createdAt updatedAt closedAt milestone { title }
          ${wanted.body ? 'body' : ''} ${wanted.work ? work : ''}
          ${lists.join('\n          ')}`;
}

const one = z.object({ node: issue.nullable() });

/** At most 3 fetches: 1 point. */
export function issueQuery(wanted: IssueParts, objective = 'Objective'): Query<typeof one> {
  return {
    text: `query Issue($id: ID!) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) { ... on Issue { ${issueFields(wanted, objective)} } }
}`,
    answer: one,
  };
}

/** One issue, as the list gives it. Undefined where it has gone. */
export async function issueById(
  client: GithubClient,
  id: string,
  { parts, objective = 'Objective' }: { readonly parts: IssueParts; readonly objective?: string | undefined },
  signal: AbortSignal
): Promise<IssueAnswer | undefined> {
  const call = { about: 'an issue by its id', signal };
  const { data } = await client.query(issueQuery(parts, objective), { id }, call);
  return whole(client, 'Issue', partsOf(parts, objective), data.node, call);
}

/** @param objective the project field that names the objective */
export function issuesQuery(wanted: IssueParts, objective = 'Objective'): Query<typeof answer> {
  return {
    text: `query Issues($id: ID!, $first: Int!, $after: String, $order: IssueOrder!, $filter: IssueFilters) {
  rateLimit { cost limit remaining resetAt }
  node(id: $id) {
    ... on Repository {
      issues(first: $first, after: $after, orderBy: $order, filterBy: $filter) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes {
          ${issueFields(wanted, objective)}
        }
      }
    }
  }
}`,
    answer,
  };
}

/** The issues of a repository; pull requests are none. */
export function issues(
  client: GithubClient,
  options: Omit<PageCall, 'about'> & {
    readonly repository: RepositoryName;
    readonly order: ListOrder;
    readonly parts: IssueParts;
    readonly objective?: string | undefined;
    /** Only those that changed since, in milliseconds since 1970. */
    readonly since?: number | undefined;
    /** Only those that have this label now. */
    readonly label?: string | undefined;
    readonly first?: number;
    readonly done?: (issue: IssueAnswer) => boolean;
  }
): AsyncGenerator<Page<IssueAnswer>, void, undefined> {
  const { repository, order, objective = 'Objective', since, done, after, signal } = options;
  const parts = partsOf(options.parts, objective);
  const about = `issues of ${repository.nameWithOwner}`;
  const query = issuesQuery(options.parts, objective);
  const filter = {
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    ...(options.label !== undefined && { labels: [options.label] }),
  };
  const list = pages<IssueAnswer>({
    about,
    signal,
    first: options.first ?? pageSize(parts.length),
    after,
    done,
    ask: async (page, call) => {
      const { data, skipped } = await client.query(query, { id: repository.id, order, filter, ...page }, call);
      return { list: data.node.issues, skipped };
    },
  });
  return completed(client, 'Issue', parts, list, { about, signal });
}
