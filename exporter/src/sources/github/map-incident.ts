import type { IncidentFact } from '#domain/facts.ts';
import { serviceOf } from '#domain/service-label.ts';
import type { IssueAnswer } from './graphql/issues.ts';
import { isOneOf, type Origin, type Reading } from './reading.ts';

/** An issue with one of the labels of incidents; undefined for all others. */
export function incidentFact(issue: IssueAnswer, { repository }: Origin, reading: Reading): IncidentFact | undefined {
  const { incidents } = reading.configuration;
  const labels = issue.labels.nodes.map(({ name }) => name);
  if (!incidents || !labels.some(isOneOf(incidents.labels))) return undefined;
  const causedBy = causeIn(issue.body ?? '');
  return {
    fact: 'incident',
    repository,
    id: issue.id,
    service: serviceOf(labels),
    openedAt: issue.createdAt,
    ...(issue.closedAt !== null && { resolvedAt: issue.closedAt }),
    ...(causedBy !== undefined && { causedBy }),
    url: issue.url,
  };
}

const line = /^[\s>*_-]*caused by:[\s*_]*[<([`]*([^\s>)\]`*]+)/im;
/** Only what names a change or a deployment (of a tag: `service@commit`) is taken: a line may as well name a person. */
const cause =
  /^(?:#\d{1,9}|[0-9a-f]{7,40}|https?:\/\/[\w.:-]+\/[\w./-]+\/pull\/\d+|[A-Z]{1,4}_[\w-]+|MD[\w]+=*|run-\d+-\d+|[\w./-]+@[0-9a-f]{40})$/;

function causeIn(body: string): string | undefined {
  const named = line.exec(body)?.[1]?.replace(/[.,;]+$/, '');
  const text = named?.replace(/[/?#]+(?:files|commits|checks).*$/, '');
  return text !== undefined && cause.test(text) ? text : undefined;
}
