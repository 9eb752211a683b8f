import { digest } from './cursor.ts';
import { type IssueAnswer, type IssueParts, issues } from './graphql/issues.ts';
import { incidentFact } from './map-incident.ts';
import { workItemFact } from './map-work-item.ts';
import type { Origin, Reading } from './reading.ts';
import type { Step, Visit } from './visit.ts';
import { walk } from './walk.ts';

const ways = 1;

export function issueParts({ configuration }: Reading): { readonly parts: IssueParts; readonly objective?: string } {
  const { incidents, work_items: work } = configuration;
  return {
    parts: { body: incidents !== undefined, work: work !== undefined, projects: work?.objective !== undefined },
    ...(work?.objective !== undefined && { objective: work.objective }),
  };
}

/** Incidents and pieces of work. */
export async function* pullIssues(visit: Visit): AsyncGenerator<Step, void, undefined> {
  const { client, origin, reading, repository, probe, signal } = visit;
  const { incidents, work_items: work } = reading.configuration;
  if (!incidents && !work) return;
  // A list by label is short; without one it serves all labels, and the work items.
  const label = work || incidents?.labels.length !== 1 ? undefined : incidents.labels[0];
  const steps = walk<IssueAnswer>(visit.state.issues, {
    made: digest([ways, incidents, work, origin]),
    from: reading.since,
    seen: probe?.issues && digest(probe.issues),
    timeOf: ({ updatedAt }) => updatedAt,
    list: (after, done) => {
      const order = { field: 'UPDATED_AT', direction: 'DESC' } as const;
      return issues(client, { repository, order, ...issueParts(reading), label, after, done, signal });
    },
  });
  for await (const { nodes, page, walk: state, whole, ended, again } of steps) {
    visit.state = { ...visit.state, issues: state };
    yield {
      facts: nodes.flatMap((issue) => issueFacts(issue, origin, reading)),
      skipped: page.skipped,
      ...(again && whole && ended && { sweep: ['incident', 'work_item'] }),
    };
  }
}

/** All facts of one issue. */
export function issueFacts(issue: IssueAnswer, origin: Origin, reading: Reading) {
  if ((issue.closedAt ?? Infinity) < reading.since) return [];
  return [incidentFact(issue, origin, reading), workItemFact(issue, origin, reading)].filter(
    (fact) => fact !== undefined
  );
}
