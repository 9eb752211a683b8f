/**
 * What happened, in the field's words. One row per thing, keyed by its repository and its own id; repeats and late
 * arrivals are harmless. All times are milliseconds since 1970-01-01T00:00:00Z, and may lie before it.
 * A fact names no person: sources drop names before they make one.
 */

/** One node of the commit graph, of whatever branch. */
export type CommitFact = {
  readonly fact: 'commit';
  readonly repository: string;
  readonly sha: string;
  /** In git's order: the first is the branch that was merged into. */
  readonly parents: readonly string[];
  readonly authoredAt: number;
  readonly committedAt: number;
  /** Ids (7 to 40 hex digits) named by `This reverts commit …`; most commits have none. */
  readonly reverts: readonly string[];
};

/** The head of a pull or merge request: `refs/pull/N/head`, `refs/merge-requests/N/head`. */
export type PullHeadFact = {
  readonly fact: 'pull_head';
  readonly repository: string;
  readonly number: number;
  readonly sha: string;
};

/** One change of the default branch: a merged pull request, or a commit pushed directly. */
export type ChangeFact = {
  readonly fact: 'change';
  readonly repository: string;
  /** The source's own id: the commit's sha from git, the pull request's node id from an API. */
  readonly id: string;
  readonly kind: 'pull' | 'commit';
  /** The pull or merge request's number. */
  readonly number?: number;
  /** The commit on the default branch's first-parent line. */
  readonly sha: string;
  /** When that commit was authored (squash: the merge time, so not the first commit's). */
  readonly authoredAt: number;
  /** The earliest authored time among its own commits where the source itself knows it; from git the graph tells. */
  readonly firstCommitAt?: number;
  readonly openedAt?: number;
  /** The last time it left draft before the merge; absent: it was never a draft. */
  readonly readyAt?: number;
  /** The first review by another human, wherever it lies; absent: none before the merge, or the source knows no reviews. */
  readonly firstReviewAt?: number;
  readonly approvedAt?: number;
  /** Times that others reviewed after new commits, and the first time; absent where the source knows no reviews. */
  readonly reviewRounds?: number;
  /** Additions and deletions of the files that people write; absent where the source cannot tell. */
  readonly lines?: number;
  readonly labels?: readonly string[];
  readonly milestone?: string;
  /** Ids of the work items that it closes. */
  readonly workItems?: readonly string[];
  /** The change that it takes back, as the host names it: `#number`. Beside what the commit messages say. */
  readonly revertsNumber?: number;
  /** The change whose damage it mends, as a hotfix names it: `#number`. */
  readonly mendsNumber?: number;
  readonly mergedAt: number;
  readonly bot: boolean;
  readonly title?: string;
  readonly url?: string;
  /** Files it touches; given only where the configuration splits the repository by paths. */
  readonly paths?: readonly string[];
};

/** What the link step reads of a change. */
export type LinkedChange = Pick<
  ChangeFact,
  | 'id'
  | 'kind'
  | 'number'
  | 'sha'
  | 'authoredAt'
  | 'firstCommitAt'
  | 'openedAt'
  | 'readyAt'
  | 'firstReviewAt'
  | 'mergedAt'
  | 'bot'
  | 'revertsNumber'
  | 'mendsNumber'
  | 'url'
>;

/** An attempt to bring one commit to one environment of one service. */
export type DeploymentFact = {
  readonly fact: 'deployment';
  readonly repository: string;
  readonly id: string;
  /** '' where the repository is one service. */
  readonly service: string;
  readonly environment: string;
  /** True where the source's configuration says that this environment is production. */
  readonly production: boolean;
  /** What orders and names it among others of the same time: a tag's version, else ''. */
  readonly version: string;
  readonly sha: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  /** Whether it reached the environment; whether it then failed its users is derived. */
  readonly outcome: 'success' | 'failure';
  readonly url?: string;
};

/** A pull request from its opening to its end, merged or not. */
export type ProposalFact = {
  readonly fact: 'proposal';
  readonly repository: string;
  readonly id: string;
  readonly number: number;
  readonly openedAt: number;
  /** Merged or closed; absent: open. */
  readonly closedAt?: number;
  readonly bot: boolean;
  /** Ids of the work items that it closes once merged; its opening is a start of work on them. */
  readonly workItems?: readonly string[];
  readonly url?: string;
};

/** Something that hurt users, from when it was noticed until it was over. */
export type IncidentFact = {
  readonly fact: 'incident';
  readonly repository: string;
  readonly id: string;
  /** '' where nothing names one. */
  readonly service: string;
  readonly openedAt: number;
  /** Absent: still open. */
  readonly resolvedAt?: number;
  /** What its text names as cause: a deployment's id, 7 to 40 hex digits of a commit, `#number`, or a pull request's address. */
  readonly causedBy?: string;
  readonly url?: string;
};

/** A piece of planned or unplanned work, whatever tracker it lives in. */
export type WorkItemFact = {
  readonly fact: 'work_item';
  readonly repository: string;
  readonly id: string;
  readonly number?: number;
  readonly openedAt: number;
  /** The first sign of work on it; a linked change's opening may lie before it. */
  readonly startedAt?: number;
  /** The last time it was closed as done, if it was not opened again; re-opened items continue. */
  readonly finishedAt?: number;
  /** The last time it was closed without being done (not planned, a duplicate), if it was not opened again. */
  readonly cancelledAt?: number;
  /** One of `itemTypes`; anything else counts as unclassified. */
  readonly type: string;
  readonly unplanned: boolean;
  readonly labels: readonly string[];
  readonly milestone?: string;
  /** The item that this one is a part of. */
  readonly parent?: string;
  /** When it waited, in order; the last may be open (no `to`). Absent where waiting is not marked at all. */
  readonly blocked?: readonly { readonly from: number; readonly to?: number }[];
  readonly url?: string;
};

/** In the order in which people read them; the last is what no rule of the configuration knows. */
export const itemTypes = ['feature', 'defect', 'risk', 'debt', 'unclassified'] as const;
export type ItemType = (typeof itemTypes)[number];

/** One attempt of one pipeline (a CI workflow) on the default branch. */
export type RunFact = {
  readonly fact: 'run';
  readonly repository: string;
  /** Another one for each attempt. */
  readonly id: string;
  readonly workflow: string;
  readonly sha: string;
  /** From 1; a re-run of the same run counts up. */
  readonly attempt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly outcome: 'success' | 'failure' | 'cancelled';
  readonly url?: string;
};

export type Fact =
  CommitFact | PullHeadFact | ChangeFact | DeploymentFact | ProposalFact | IncidentFact | WorkItemFact | RunFact;
export type FactKind = Fact['fact'];

/**
 * What a source is able to tell at all, whether or not there was any. Where none of a team's sources can, there is no
 * data: never 0.
 */
export type Knowledge =
  'changes' | 'deployments' | 'reviews' | 'sizes' | 'proposals' | 'incidents' | 'work_items' | 'runs';

/** Why a change's first commit time is what it is. */
export type Basis = 'pr_commits' | 'merge_only' | 'direct';

export type DeploymentKind = 'regular' | 'rollback' | 'remediation';

/** Evidence that a deployment failed its users, strongest first (metrics.md 1.2). */
export const failureEvidence = ['link', 'rollback', 'revert', 'hotfix', 'patch', 'window'] as const;
export type FailureEvidence = (typeof failureEvidence)[number];

/** What the commit graph and the rules of a source say of a change. */
export type ChangeOrigin = { readonly id: string; readonly firstCommitAt: number; readonly basis: Basis };

/** The first production deployment of a change, by service ('' = any service of the repository). */
export type ChangeDeployment = {
  readonly change: string;
  readonly service: string;
  readonly firstCommitAt: number;
  readonly mergedAt: number;
  readonly bot: boolean;
  /** When others could look at it: the last time it left draft before the merge, else its opening. */
  readonly readyAt?: number;
  readonly firstReviewAt?: number;
  /** Absent: merged and waiting. */
  readonly deployment?: string;
  readonly deployedAt?: number;
  /** True where that deployment is the service's first: nothing says since when its changes waited, so no lead time. */
  readonly baseline: boolean;
};

/** What is derived of a deployment. */
export type DeploymentVerdict = {
  readonly id: string;
  readonly kind: DeploymentKind;
  /** How many changes it was the first of its service to deploy. */
  readonly changes: number;
  readonly baseline: boolean;
  readonly failed: boolean;
  readonly failedBecause?: FailureEvidence;
  readonly recoveredAt?: number;
};

/** To which deployment an incident belongs, and by what evidence. */
export type IncidentVerdict = {
  readonly id: string;
  readonly evidence: 'link' | 'window' | 'none';
  readonly deployment?: string;
};

/** What a run mended; only a success did. */
export type RunVerdict = {
  readonly id: string;
  /** When its workflow had first failed since the success before it. */
  readonly redSince?: number;
  /** Whether its very commit had failed the same workflow and not passed it since. */
  readonly failedBefore: boolean;
};

/** How a source's deployments are judged; the configuration of the source says it. */
export type LinkRules = {
  /** False where the source knows no deployments: then nothing waits for one. */
  readonly deployments: boolean;
  /** A successful deployment of an older commit undoes the one before (sources that record each act of deploying). */
  readonly rollbacks: boolean;
  /** `This reverts commit` of a deployed change marks the deployment that shipped it. */
  readonly reverts: boolean;
  /** A higher patch of the same major.minor within this many milliseconds marks the earlier one; 0: never. */
  readonly patchWithin: number;
  /** An incident that names no cause belongs to the last deployment of its service within this many milliseconds before it; 0: never. */
  readonly incidentsWithin: number;
};
