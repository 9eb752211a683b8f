import type { IncidentFact, IncidentVerdict, LinkRules } from '#domain/facts.ts';
import { expander } from './abbreviations.ts';
import type { Deployment } from './first-deployment.ts';
import { type Graph, at, placeOf } from './graph.ts';
import type { Change } from './line.ts';

export type Incident = Pick<IncidentFact, 'id' | 'service' | 'openedAt' | 'resolvedAt' | 'causedBy'>;

/** Successful production deployments in order, and for each commit the first of them that has it. */
export type Shipped = { readonly ordered: readonly Deployment[]; readonly first: Int32Array };

/** What the incidents of one deployment say of it: the strongest evidence, and when the last of them was over. */
export type Blame = { readonly evidence: 'link' | 'window'; readonly endedAt: number | undefined };

export type Attribution = {
  /** One for each incident, in the order given. */
  readonly verdicts: IncidentVerdict[];
  /** By the deployment's id. */
  readonly blames: ReadonlyMap<string, Blame>;
  readonly unknownCauses: number;
  readonly undeployedCauses: number;
};

type Known = {
  readonly graph: Graph;
  /** In the order of the line: where numbers began again, the later change has the number. */
  readonly changes: readonly Change[];
  readonly deployments: readonly Deployment[];
  /** By service, '' = of all services. */
  readonly shipped: ReadonlyMap<string, Shipped>;
};

/**
 * To which deployment each incident belongs (metrics.md 1.2). A cause that its text names decides alone: where it is
 * unknown or never reached production there is no evidence, and no guess. With no cause named, the last deployment of
 * the same service within the window is suspected; an incident that names no service fits one only where there is but one.
 */
export function attribute(
  incidents: readonly Incident[],
  known: Known,
  { incidentsWithin }: Pick<LinkRules, 'incidentsWithin'>
): Attribution {
  const causes = causeFinder(incidents, known);
  const services = new Set(known.deployments.filter(({ production }) => production).map(({ service }) => service));
  const suspect = ({ service, openedAt }: Incident): Deployment | undefined => {
    if (service === '' && services.size > 1) return undefined;
    const last = known.shipped.get(service)?.ordered.findLast(({ finishedAt }) => finishedAt < openedAt);
    return last !== undefined && openedAt - last.finishedAt <= incidentsWithin ? last : undefined;
  };

  const blames = new Map<string, Blame>();
  let unknownCauses = 0;
  let undeployedCauses = 0;
  const verdicts = incidents.map((incident): IncidentVerdict => {
    const cause = incident.causedBy === undefined ? undefined : causes(incident.causedBy, incident.service);
    if (cause === 'unknown') unknownCauses++;
    if (cause === 'undeployed') undeployedCauses++;
    const deployment = cause === undefined ? suspect(incident) : typeof cause === 'string' ? undefined : cause;
    if (deployment === undefined) return { id: incident.id, evidence: 'none' };
    const evidence = cause === undefined ? 'window' : 'link';
    blames.set(deployment.id, joined(blames.get(deployment.id), { evidence, endedAt: incident.resolvedAt }));
    return { id: incident.id, evidence, deployment: deployment.id };
  });
  return { verdicts, blames, unknownCauses, undeployedCauses };
}

function joined(one: Blame | undefined, other: Blame): Blame {
  if (one === undefined) return other;
  const ended = one.endedAt !== undefined && other.endedAt !== undefined;
  return {
    evidence: one.evidence === 'link' ? 'link' : other.evidence,
    endedAt: ended ? Math.max(one.endedAt, other.endedAt) : undefined,
  };
}

/** A deployment's id, a commit, `#number` or a pull request's address → the deployment that brought it to users. */
function causeFinder(incidents: readonly Incident[], { graph, changes, deployments, shipped }: Known) {
  const named = incidents.flatMap(({ causedBy }) => causedBy?.trim() ?? []);
  const expand = expander(
    shas(graph, changes, deployments),
    named.filter((cause) => commitId.test(cause)).map((cause) => cause.toLowerCase())
  );
  const all = new Map(deployments.map((deployment) => [deployment.id, deployment]));
  const numbers = new Map<string, Change>();
  const addresses = new Map<string, Change>();
  for (const change of named.length === 0 ? [] : changes) {
    if (change.number !== undefined) numbers.set(`#${change.number}`, change);
    const path = pathOf(change.url ?? '');
    if (path !== undefined) addresses.set(path, change);
  }

  return (text: string, service: string): Deployment | 'unknown' | 'undeployed' => {
    const cause = text.trim();
    const deployment = all.get(cause);
    if (deployment !== undefined) {
      return shipped.get('')?.ordered.find(({ id }) => id === deployment.id) ?? 'undeployed';
    }
    const change = numbers.get(cause) ?? addresses.get(pathOf(cause) ?? '');
    const sha = change?.sha ?? (commitId.test(cause) ? expand(cause.toLowerCase()) : undefined);
    if (sha === undefined) return 'unknown';
    const { ordered = [], first = none } = shipped.get(service) ?? {};
    // Where the graph is cut off a deployment still holds the very commit that it deployed.
    return ordered[at(first, placeOf(graph, sha))] ?? ordered.find((each) => each.sha === sha) ?? 'undeployed';
  };
}

const none = new Int32Array();
const commitId = /^[0-9a-f]{7,40}$/i;

function* shas(graph: Graph, changes: readonly Change[], deployments: readonly Deployment[]): Generator<string> {
  yield* graph.places.keys();
  for (const { sha } of changes) yield sha;
  for (const { sha } of deployments) yield sha;
}

/** The path of a pull or merge request's address, without what may follow; the host may have several names. */
function pathOf(address: string): string | undefined {
  return /^https?:\/\/[^/]+(\/.+?\/(?:pulls?|merge_requests)\/\d+)(?:[/?#].*)?$/i.exec(address)?.[1]?.toLowerCase();
}
