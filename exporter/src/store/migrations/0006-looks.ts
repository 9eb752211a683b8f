/** That a team's numbers were looked at: by where and day, never by whom. `day` is an ISO date in UTC. */
export const looks: readonly string[] = [
  `CREATE TABLE looks (
    team TEXT NOT NULL,
    surface TEXT NOT NULL,
    dashboard TEXT NOT NULL,
    day TEXT NOT NULL,
    bucket INTEGER NOT NULL,
    PRIMARY KEY (team, surface, dashboard, day)
  )`,
];
