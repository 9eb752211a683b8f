import { join } from 'node:path';
import { monthName } from './era.ts';
import { goalsOf } from './goals.ts';
import { objectives } from './objectives.ts';
import { gitTeam, teams } from './teams.ts';
import { boardOf } from './work.ts';

/** Where the repository of the team lies that is read from git. */
export function repositoryDirectory(directory: string): string {
  return join(directory, `${gitTeam}.git`);
}

/** Work in progress that a team agreed on, in items. */
const limits: Readonly<Record<string, number>> = { checkout: 12, payments: 10, identity: 6 };

/** The sections that the demo brings, as a user would write them. */
export function demoConfiguration(now: number, directory: string) {
  const month = monthName(now);
  return {
    sources: [
      { demo: 'code', name: 'demo-code', month },
      { demo: 'work', name: 'demo-work', month },
      {
        git: repositoryDirectory(directory),
        name: 'demo-git',
        repository: `acme/${gitTeam}`,
        deployments: { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$' },
      },
    ],
    teams: teams.map((habits) => {
      const { team, repository, service, work } = habits;
      const part = service === undefined ? {} : { paths: [`services/${service}/**`], service };
      const limit = limits[team];
      return {
        team,
        ...(limit !== undefined && { load_limit: limit }),
        owns: [{ repository, ...part }, ...(work ? [{ repository: boardOf(habits) }] : [])],
      };
    }),
    objectives,
    goals: goalsOf(now),
  };
}
