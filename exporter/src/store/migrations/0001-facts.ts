/**
 * The first layout. Times are milliseconds since 1970; flags are 0 and 1; `pull` is the number of the source's pull that
 * last gave the row. Columns below a "derived" line are written by the link step alone and never by facts.
 */
export const facts: readonly string[] = [
  `CREATE TABLE sources (
    name TEXT PRIMARY KEY,
    cursor TEXT,
    pull BIGINT NOT NULL,
    last_attempt BIGINT,
    last_success BIGINT,
    first_success BIGINT,
    last_error TEXT,
    duration BIGINT
  )`,
  `CREATE TABLE counters (
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    key TEXT NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (source, name, key)
  )`,
  // complete_from: -Infinity where the whole history was read, null where nothing is known yet.
  // revision grows with every batch of facts; linked says which revision and rules were linked last.
  `CREATE TABLE repositories (
    id BIGINT PRIMARY KEY,
    source TEXT NOT NULL,
    name TEXT NOT NULL,
    url TEXT,
    complete_from DOUBLE PRECISION,
    revision BIGINT NOT NULL,
    -- derived
    linked TEXT,
    first_fact_at BIGINT
  )`,
  `CREATE INDEX repositories_by_source ON repositories (source)`,
  // parents and reverts: ids in order, joined by a space.
  `CREATE TABLE commits (
    repository BIGINT NOT NULL,
    sha TEXT NOT NULL,
    parents TEXT NOT NULL,
    authored_at BIGINT NOT NULL,
    committed_at BIGINT NOT NULL,
    reverts TEXT NOT NULL,
    PRIMARY KEY (repository, sha)
  )`,
  `CREATE TABLE pull_heads (
    repository BIGINT NOT NULL,
    number BIGINT NOT NULL,
    sha TEXT NOT NULL,
    pull BIGINT NOT NULL,
    PRIMARY KEY (repository, number)
  )`,
  // paths: file names joined by newlines; null where the source did not look.
  `CREATE TABLE changes (
    repository BIGINT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    number BIGINT,
    sha TEXT NOT NULL,
    authored_at BIGINT NOT NULL,
    given_first_commit_at BIGINT,
    opened_at BIGINT,
    first_review_at BIGINT,
    merged_at BIGINT NOT NULL,
    bot INTEGER NOT NULL,
    title TEXT,
    url TEXT,
    paths TEXT,
    pull BIGINT NOT NULL,
    -- derived
    first_commit_at BIGINT,
    basis TEXT,
    PRIMARY KEY (repository, id)
  )`,
  `CREATE INDEX changes_by_merge ON changes (repository, merged_at, id)`,
  `CREATE TABLE deployments (
    repository BIGINT NOT NULL,
    id TEXT NOT NULL,
    service TEXT NOT NULL,
    environment TEXT NOT NULL,
    production INTEGER NOT NULL,
    version TEXT NOT NULL,
    sha TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    url TEXT,
    pull BIGINT NOT NULL,
    -- derived
    kind TEXT NOT NULL DEFAULT 'regular',
    changes BIGINT NOT NULL DEFAULT 0,
    baseline INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    failed_because TEXT,
    recovered_at BIGINT,
    PRIMARY KEY (repository, id)
  )`,
  `CREATE INDEX deployments_by_time ON deployments (repository, finished_at, id)`,
  // Covering indexes: what the measures read of a team comes from them alone.
  `CREATE INDEX deployments_by_finish ON deployments
    (repository, production, outcome, finished_at, service, recovered_at, failed, kind, changes, baseline)`,
  `CREATE INDEX deployments_by_recovery ON deployments
    (repository, production, outcome, recovered_at, finished_at, service, failed, kind, changes, baseline)
    WHERE recovered_at IS NOT NULL`,
  // Wholly derived: the first production deployment of each change; service '' stands for any.
  `CREATE TABLE change_deployments (
    repository BIGINT NOT NULL,
    service TEXT NOT NULL,
    change TEXT NOT NULL,
    deployment TEXT,
    deployed_at BIGINT,
    merged_at BIGINT NOT NULL,
    first_commit_at BIGINT NOT NULL,
    bot INTEGER NOT NULL,
    baseline INTEGER NOT NULL,
    PRIMARY KEY (repository, service, change)
  )`,
  `CREATE INDEX change_deployments_deployed ON change_deployments
    (repository, service, deployed_at, merged_at, first_commit_at, bot, baseline)
    WHERE deployed_at IS NOT NULL`,
  `CREATE INDEX change_deployments_waiting ON change_deployments (repository, service, merged_at, deployed_at)
    WHERE deployed_at IS NULL`,
];
