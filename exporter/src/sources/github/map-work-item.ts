import type { WorkItemFact } from '#domain/facts.ts';
import type { IssueAnswer } from './graphql/issues.ts';
import { isOneOf, type Origin, type Reading } from './reading.ts';

const types = ['feature', 'defect', 'risk', 'debt'] as const;

/**
 * An issue as a piece of work; undefined where no work is collected. One that was closed as not planned, or as a
 * duplicate, was given up: it is in progress until then, and never finished.
 */
export function workItemFact(issue: IssueAnswer, { repository }: Origin, reading: Reading): WorkItemFact | undefined {
  const { work_items: work } = reading.configuration;
  if (!work) return undefined;
  const labels = issue.labels.nodes.map(({ name }) => name);
  const called = [...labels, ...(issue.issueType ? [issue.issueType.name] : [])];
  const dropped = issue.state === 'CLOSED' && (issue.stateReason ?? 'COMPLETED') !== 'COMPLETED';
  const startedAt = started(issue, isOneOf(work.started));
  const closedAt = issue.state === 'CLOSED' ? issue.closedAt : null;
  const objectives = issue.projectItems?.nodes.flatMap(
    ({ objective }) => objective?.name ?? objective?.text ?? objective?.title ?? []
  );
  return {
    fact: 'work_item',
    repository,
    id: issue.id,
    number: issue.number,
    openedAt: issue.createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(closedAt !== null && (dropped ? { cancelledAt: closedAt } : { finishedAt: closedAt })),
    type: types.find((type) => called.some(isOneOf(work.types[type]))) ?? 'unclassified',
    unplanned: called.some(isOneOf(work.unplanned)),
    labels: [...new Set([...labels, ...(objectives ?? []).map((objective) => `objective:${objective}`)])],
    ...(issue.milestone !== null && { milestone: issue.milestone.title }),
    ...(issue.parent && { parent: issue.parent.id }),
    ...(work.blocked.length > 0 && { blocked: spans(issue, isOneOf(work.blocked)) }),
    url: issue.url,
  };
}

/** The first sign of work: a label, or the status in a project, of which only the present one is known. */
function started(
  { timelineItems, projectItems }: IssueAnswer,
  isStarted: (name: string) => boolean
): number | undefined {
  const byLabel = timelineItems.nodes
    .filter(({ __typename, label }) => __typename === 'LabeledEvent' && label !== undefined && isStarted(label.name))
    .map(({ createdAt }) => createdAt);
  const byStatus = (projectItems?.nodes ?? []).flatMap(({ status }) =>
    status?.name != null && status.updatedAt !== undefined && isStarted(status.name) ? [status.updatedAt] : []
  );
  const times = [...byLabel, ...byStatus];
  return times.length === 0 ? undefined : Math.min(...times);
}

/** When it had at least one of the labels that mean waiting. */
function spans({ timelineItems }: IssueAnswer, isBlocked: (name: string) => boolean) {
  const found: { from: number; to?: number }[] = [];
  const on = new Set<string>();
  const events = timelineItems.nodes.toSorted((a, b) => a.createdAt - b.createdAt);
  for (const { __typename, createdAt, label } of events) {
    if (label === undefined || !isBlocked(label.name)) continue;
    const before = on.size;
    if (__typename === 'LabeledEvent') on.add(label.name);
    else on.delete(label.name);
    const current = found.at(-1);
    if (before === 0 && on.size === 1) found.push({ from: createdAt });
    else if (before === 1 && on.size === 0 && current) current.to = createdAt;
  }
  return found;
}
