/** What flow asks of work items: what was given up, what is part of what, and when work on them began. */
export const work: readonly string[] = [
  'ALTER TABLE work_items ADD COLUMN cancelled_at BIGINT',
  'ALTER TABLE proposals ADD COLUMN work_items TEXT',
  // Only leaves count: an item that another names as its parent is left out, whatever repository it lives in.
  'CREATE INDEX work_items_by_parent ON work_items (parent) WHERE parent IS NOT NULL',
  'CREATE INDEX work_items_by_opening ON work_items (repository, opened_at)',
  'CREATE INDEX work_items_by_id ON work_items (id)',
  // Wholly derived: when the first change or pull request of a repository that names an item was opened.
  `CREATE TABLE item_starts (
    repository BIGINT NOT NULL,
    item TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    PRIMARY KEY (repository, item)
  )`,
  'CREATE INDEX item_starts_by_item ON item_starts (item, started_at)',
];
