/** Node ids: opaque to clients, but this server can read them back. */
const prefixes = {
  Repository: 'R',
  PullRequest: 'PR',
  Issue: 'I',
  PullRequestReview: 'PRR',
  Deployment: 'DE',
  DeploymentStatus: 'DES',
  Release: 'RE',
  Label: 'LA',
  Milestone: 'MI',
  Commit: 'C',
  Tag: 'TA',
  Ref: 'REF',
  User: 'U',
  Bot: 'BOT',
  Organization: 'O',
  ProjectV2: 'PVT',
  ProjectV2Item: 'PVTI',
  Event: 'EV',
  WorkflowRun: 'WFR',
  Workflow: 'W',
  Job: 'J',
  IssueType: 'IT',
} as const;

export type NodeKind = keyof typeof prefixes;

/** `key` is whatever finds the thing again: a number, a sha, a name; `repository` is 0 for things outside of one. */
export function nodeId(kind: NodeKind, repository: number, key: number | string): string {
  return `${prefixes[kind]}_${Buffer.from(JSON.stringify([kind, repository, key])).toString('base64url')}`;
}

/** What a node id names; undefined for a text that is none of ours. */
export function readNodeId(id: string): { kind: string; repository: number; key: number | string } | undefined {
  try {
    const read: unknown = JSON.parse(Buffer.from(id.slice(id.indexOf('_') + 1), 'base64url').toString());
    if (!Array.isArray(read)) return undefined;
    const [kind, repository, key] = read as unknown[];
    if (typeof kind !== 'string' || typeof repository !== 'number') return undefined;
    return typeof key === 'number' || typeof key === 'string' ? { kind, repository, key } : undefined;
  } catch {
    return undefined;
  }
}

/** As GitHub writes times: whole seconds, UTC. */
export function iso(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
