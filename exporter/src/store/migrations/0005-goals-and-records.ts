/** What goals were and what teams wrote: append-only, whatever becomes of the configuration. */
export const goalsAndRecords: readonly string[] = [
  // content: JSON of the goal as it was read.
  `CREATE TABLE goal_revisions (
    goal TEXT NOT NULL,
    since BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (goal, since)
  )`,
  // subject: what was measured from when. A goal that is measured otherwise has another baseline.
  `CREATE TABLE goal_baselines (
    goal TEXT NOT NULL,
    subject TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    n BIGINT NOT NULL,
    window_from BIGINT NOT NULL,
    window_to BIGINT NOT NULL,
    frozen_at BIGINT NOT NULL,
    PRIMARY KEY (goal, subject)
  )`,
  // content: JSON of what the kind of entry has beside these columns.
  `CREATE TABLE records (
    id TEXT PRIMARY KEY,
    team TEXT NOT NULL,
    kind TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    content TEXT NOT NULL
  )`,
  'CREATE INDEX records_by_time ON records (at, id)',
  'CREATE INDEX records_by_team ON records (team, at, id)',
  // query: the digest of a PromQL text.
  `CREATE TABLE readings (
    query TEXT NOT NULL,
    at BIGINT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (query, at)
  )`,
];
