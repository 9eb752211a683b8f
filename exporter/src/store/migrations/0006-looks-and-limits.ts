export const looksAndLimits: readonly string[] = [
  // That a team's numbers were looked at: by where and day, never by whom. `day` is an ISO date in UTC.
  `CREATE TABLE looks (
    team TEXT NOT NULL,
    surface TEXT NOT NULL,
    dashboard TEXT NOT NULL,
    day TEXT NOT NULL,
    bucket INTEGER NOT NULL,
    PRIMARY KEY (team, surface, dashboard, day)
  )`,
  // From when on a team's numbers are watched: fixed when it is first seen, as limits must not roll.
  'CREATE TABLE watched_since (team TEXT PRIMARY KEY, since BIGINT NOT NULL)',
];
