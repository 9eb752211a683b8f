/**
 * What GitHub tells beside git: reviews and sizes of changes, pull requests from opening to end, incidents, work items
 * and pipeline runs. Lists are joined by newlines; labels that are null were not looked at, '' is none.
 */
export const githubAndFlow: readonly string[] = [
  ...[
    'ready_at BIGINT',
    'approved_at BIGINT',
    'review_rounds BIGINT',
    'lines BIGINT',
    'labels TEXT',
    'milestone TEXT',
    'work_items TEXT',
    'reverts_number BIGINT',
  ].map((column) => `ALTER TABLE changes ADD COLUMN ${column}`),
  `CREATE TABLE proposals (
    repository BIGINT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    closed_at BIGINT,
    bot INTEGER NOT NULL,
    url TEXT,
    pull BIGINT NOT NULL,
    PRIMARY KEY (repository, id)
  )`,
  `CREATE INDEX proposals_by_opening ON proposals (repository, opened_at, closed_at, bot)`,
  // What is open, too: its end is null.
  `CREATE INDEX proposals_by_end ON proposals (repository, closed_at, opened_at, bot)`,
  `CREATE TABLE incidents (
    repository BIGINT NOT NULL,
    id TEXT NOT NULL,
    service TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    resolved_at BIGINT,
    caused_by TEXT,
    url TEXT,
    pull BIGINT NOT NULL,
    -- derived
    evidence TEXT NOT NULL DEFAULT 'none',
    deployment TEXT,
    PRIMARY KEY (repository, id)
  )`,
  `CREATE INDEX incidents_by_opening ON incidents
    (repository, opened_at, id, resolved_at, service, evidence, deployment)`,
  // blocked: JSON, [{ "from": …, "to": … }, …]; null where waiting is not marked.
  `CREATE TABLE work_items (
    repository BIGINT NOT NULL,
    id TEXT NOT NULL,
    number BIGINT,
    opened_at BIGINT NOT NULL,
    started_at BIGINT,
    finished_at BIGINT,
    type TEXT NOT NULL,
    unplanned INTEGER NOT NULL,
    labels TEXT NOT NULL,
    milestone TEXT,
    parent TEXT,
    blocked TEXT,
    url TEXT,
    pull BIGINT NOT NULL,
    PRIMARY KEY (repository, id)
  )`,
  // Labels and other texts of any length stay out of the indexes: PostgreSQL bounds an entry at a third of a page.
  `CREATE INDEX work_items_by_finish ON work_items
    (repository, finished_at, started_at, opened_at, type, unplanned, id, parent)
    WHERE finished_at IS NOT NULL`,
  `CREATE INDEX work_items_in_progress ON work_items
    (repository, started_at, opened_at, type, unplanned, id, parent)
    WHERE finished_at IS NULL`,
  `CREATE TABLE runs (
    repository BIGINT NOT NULL,
    id TEXT NOT NULL,
    workflow TEXT NOT NULL,
    sha TEXT NOT NULL,
    attempt BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    url TEXT,
    pull BIGINT NOT NULL,
    PRIMARY KEY (repository, id)
  )`,
  // A window asks for all workflows of a repository at once: the time stands before the name.
  `CREATE INDEX runs_by_finish ON runs (repository, finished_at, workflow, started_at, outcome, sha, attempt)`,
  // What webhooks brought, by the digest of their body: the same again changes nothing, however late it comes.
  `CREATE TABLE deliveries (
    source TEXT NOT NULL,
    digest TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (source, digest)
  )`,
  `CREATE INDEX deliveries_by_age ON deliveries (received_at)`,
];
