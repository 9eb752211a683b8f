/** What the measures of stages, reviews and pipelines read, beside what they already read: by covering indexes alone. */
export const stagesAndRuns: readonly string[] = [
  // ready_at: when others could look at the change; null where no source knows.
  'ALTER TABLE change_deployments ADD COLUMN ready_at BIGINT',
  'ALTER TABLE change_deployments ADD COLUMN first_review_at BIGINT',
  'DROP INDEX change_deployments_deployed',
  `CREATE INDEX change_deployments_deployed ON change_deployments
    (repository, service, deployed_at, merged_at, first_commit_at, bot, baseline, ready_at, first_review_at)
    WHERE deployed_at IS NOT NULL`,
  `CREATE INDEX pulls_by_merge ON changes (repository, merged_at, bot, lines, review_rounds, first_review_at)
    WHERE kind = 'pull'`,
  `CREATE INDEX changes_with_work ON changes (repository, merged_at) WHERE work_items IS NOT NULL`,
  // Derived, of successful runs: since when their workflow had failed, and whether their very commit had.
  'ALTER TABLE runs ADD COLUMN red_since BIGINT',
  'ALTER TABLE runs ADD COLUMN failed_before INTEGER NOT NULL DEFAULT 0',
  'DROP INDEX runs_by_finish',
  'CREATE INDEX runs_by_finish ON runs (repository, finished_at, started_at, outcome, red_since, failed_before)',
];
