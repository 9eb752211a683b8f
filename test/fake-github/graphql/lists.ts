/** The two long lists of a repository, with GitHub's filters and orders. */
import type { Repository } from '../state.ts';
import type { Issue, Pull } from '../state-work.ts';
import { connection, type Key, type PageArguments } from './connection.ts';
import { UnmodelledError } from './error.ts';
import { issueView } from './issue.ts';
import { pullView } from './pull.ts';
import type { World } from './world.ts';

export type Order = { readonly orderBy?: { readonly field: string; readonly direction: 'ASC' | 'DESC' } | null };

/** The key and direction of an order, ties by id; without one the oldest id comes first. */
export function ordered<Item>(
  { orderBy }: Order,
  fields: Readonly<Record<string, (item: Item) => number | string>>,
  id: (item: Item) => number
): { key: (item: Item) => Key; descending: boolean } {
  const field = orderBy ? fields[orderBy.field] : id;
  if (!field) throw new UnmodelledError(`the fake does not order by ${orderBy?.field}`);
  return { key: (item) => [field(item), id(item)], descending: orderBy?.direction === 'DESC' };
}

const times = {
  CREATED_AT: (each: Pull | Issue) => each.createdAt,
  UPDATED_AT: (each: Pull | Issue) => each.updatedAt,
};

type PullArguments = PageArguments &
  Order & {
    readonly states?: readonly ('OPEN' | 'CLOSED' | 'MERGED')[] | null;
    readonly labels?: readonly string[] | null;
    readonly baseRefName?: string | null;
    readonly headRefName?: string | null;
  };

export function pullConnection(world: World, repository: Repository) {
  return (page: PullArguments) =>
    connection(page, {
      name: 'pullRequests',
      items: [...repository.pulls.values()].filter((pull) => {
        const state = pull.mergedAt !== undefined ? 'MERGED' : pull.closedAt !== undefined ? 'CLOSED' : 'OPEN';
        const { states, labels, baseRefName, headRefName } = page;
        return (
          (!states || states.includes(state)) &&
          (!labels || pull.labels.some((label) => labels.includes(label.name))) &&
          (baseRefName == null || pull.base === baseRefName) &&
          (headRefName == null || pull.head === headRefName)
        );
      }),
      ...ordered(page, times, (pull) => pull.number),
      view: (pull) => pullView(world, repository, pull),
    });
}

type IssueArguments = PageArguments &
  Order & {
    readonly states?: readonly ('OPEN' | 'CLOSED')[] | null;
    readonly labels?: readonly string[] | null;
    readonly filterBy?: {
      readonly since?: string | null;
      readonly labels?: readonly string[] | null;
      readonly states?: readonly ('OPEN' | 'CLOSED')[] | null;
    } | null;
  };

export function issueConnection(world: World, repository: Repository) {
  return (page: IssueArguments) => {
    const {
      since,
      labels: byLabels,
      states: byStates,
      viewerSubscribed,
      ...rest
    } = {
      viewerSubscribed: false,
      ...page.filterBy,
    };
    const unmodelled = [...Object.keys(rest), ...(viewerSubscribed ? ['viewerSubscribed'] : [])];
    if (unmodelled.length > 0) throw new UnmodelledError(`the fake does not filter issues by ${unmodelled.join(', ')}`);
    const [labels, states] = [page.labels ?? byLabels, page.states ?? byStates];
    return connection(page, {
      name: 'issues',
      items: [...repository.issues.values()].filter(
        (issue) =>
          (!states || states.includes(issue.closedAt === undefined ? 'OPEN' : 'CLOSED')) &&
          (!labels || issue.labels.some((label) => labels.includes(label.name))) &&
          (!since || issue.updatedAt >= Date.parse(since))
      ),
      ...ordered(page, times, (issue) => issue.number),
      view: (issue) => issueView(world, repository, issue),
    });
  };
}
