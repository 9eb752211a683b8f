/** Issues, among which are all pull requests, their labels and timelines. */
import { Refusal, ok } from '../../reply.ts';
import type { Repository } from '../../state.ts';
import type { Issue, Pull } from '../../state-work.ts';
import { byTime, list, required, type RepositoryHandler, type RestCall } from '../call.ts';
import { timelineBodies } from '../timeline.ts';
import { issueBody, labelBody } from '../work.ts';

function itemOf(call: RestCall, repository: Repository): Issue | Pull {
  const number = Number(call.params['issue_number']);
  return required(repository.issues.get(number) ?? repository.pulls.get(number));
}

function matches({ query }: RestCall, item: Issue | Pull): boolean {
  const { state = 'open', labels, since, milestone, type } = query;
  const wanted = labels === undefined || labels === '' ? [] : labels.split(',');
  const itemType = 'type' in item ? item.type : undefined;
  return (
    (state === 'all' || (item.closedAt === undefined) === (state === 'open')) &&
    wanted.every((name) => item.labels.some((label) => label.name === name)) &&
    (since === undefined || item.updatedAt >= Date.parse(since)) &&
    (milestone === undefined || milestone === '*' || milestone === String(item.milestone?.number ?? 'none')) &&
    (type === undefined || type === '*' || type === (itemType ?? 'none'))
  );
}

export const issueRoutes: Readonly<Record<string, RepositoryHandler>> = {
  'issues/list-for-repo': (call, repository) => {
    if (!repository.hasIssues) throw new Refusal(410, 'Issues are disabled for this repo');
    const { sort = 'created', direction = 'desc' } = call.query;
    const items = [...repository.issues.values(), ...repository.pulls.values()].filter((each) => matches(call, each));
    const time = (each: Issue | Pull) => (sort === 'updated' ? each.updatedAt : each.createdAt);
    const view = (each: Issue | Pull) => issueBody(call.addresses, repository, each);
    return list(call, byTime(items, time, direction), view, { byCursor: true });
  },
  'issues/get': (call, repository) => ok(issueBody(call.addresses, repository, itemOf(call, repository))),
  'issues/list-events-for-timeline': (call, repository) =>
    list(call, timelineBodies(call.addresses, repository, itemOf(call, repository)), (body) => body),
  'issues/list-labels-for-repo': (call, repository) =>
    list(call, [...repository.labels.values()], (label) => labelBody(call.addresses, repository, label)),
};
