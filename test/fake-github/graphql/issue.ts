/** Issues. */
import { nodeId } from '../ids.ts';
import type { Repository } from '../state.ts';
import type { Issue } from '../state-work.ts';
import { connection, type PageArguments } from './connection.ts';
import { pullView } from './pull.ts';
import { workFields } from './work.ts';
import type { View, World } from './world.ts';

const reasons = { completed: 'COMPLETED', not_planned: 'NOT_PLANNED', reopened: 'REOPENED' };

export function issueView(world: World, repository: Repository, issue: Issue): View {
  const { type } = issue;
  const parts = [...repository.issues.values()].filter(({ parent }) => parent === issue.number);
  const completed = parts.filter(({ closedAt }) => closedAt !== undefined).length;
  const percentCompleted = parts.length === 0 ? 0 : Math.floor((100 * completed) / parts.length);
  const typeView = { __typename: 'IssueType', id: nodeId('IssueType', 0, type ?? ''), name: type, isEnabled: true };
  return {
    ...workFields(world, repository, issue, 'issue'),
    __typename: 'Issue',
    id: nodeId('Issue', repository.id, issue.number),
    state: issue.closedAt === undefined ? 'OPEN' : 'CLOSED',
    stateReason: issue.stateReason ? reasons[issue.stateReason] : null,
    issueType: type === undefined ? null : { ...typeView, description: null },
    parent: () => {
      const parent = issue.parent === undefined ? undefined : repository.issues.get(issue.parent);
      return parent ? issueView(world, repository, parent) : null;
    },
    subIssuesSummary: { total: parts.length, completed, percentCompleted },
    closedByPullRequestsReferences: (page: PageArguments & { includeClosedPrs?: boolean | null }) =>
      connection(page, {
        name: 'closedByPullRequestsReferences',
        items: [...repository.pulls.values()].filter(
          (pull) => pull.closes.includes(issue.number) && (page.includeClosedPrs || pull.closedAt === undefined)
        ),
        key: (pull) => [pull.number],
        view: (pull) => pullView(world, repository, pull),
      }),
  };
}
