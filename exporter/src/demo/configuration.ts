import { join } from 'node:path';
import { type Habits, organisation } from './habits.ts';

/** Where a team's repository lies. */
export function repositoryDirectory(directory: string, { team }: Habits): string {
  return join(directory, `${team}.git`);
}

/** The sections that the demo brings, as a user would write them. */
export function demoConfiguration(_now: number, directory: string) {
  return {
    sources: organisation.map((habits) => ({
      git: repositoryDirectory(directory, habits),
      name: `${habits.team}-git`,
      repository: habits.repository,
      deployments: { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$' },
    })),
    teams: organisation.map(({ team, repository }) => ({ team, owns: [{ repository }] })),
    objectives: [],
  };
}
