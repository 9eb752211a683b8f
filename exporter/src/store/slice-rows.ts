/** Rows as the database gives them, sorted by their first column. */
export type DeployedRow = readonly [
  deployedAt: number,
  mergedAt: number,
  firstCommitAt: number,
  bot: number,
  baseline: number,
  readyAt: number | null,
  firstReviewAt: number | null,
];
export type DeploymentRow = readonly [
  finishedAt: number,
  recoveredAt: number | null,
  failed: number,
  rework: number,
  changes: number,
  baseline: number,
];
export type SliceRows = {
  readonly deployed: readonly DeployedRow[];
  readonly waiting: readonly (readonly [mergedAt: number])[];
  readonly deployments: readonly DeploymentRow[];
};

/** In the order of DeployedRow and DeploymentRow. */
export const deployedColumns = 'deployed_at, merged_at, first_commit_at, bot, baseline, ready_at, first_review_at';
export const deploymentColumns = `finished_at, recovered_at, failed,
  CASE WHEN kind = 'regular' THEN 0 ELSE 1 END AS rework, changes, baseline`;
