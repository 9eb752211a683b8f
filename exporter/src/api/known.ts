import { notFound } from './errors.ts';
import type { Services } from './services.ts';

/** 404 where no team has the name. */
export function requireTeam(team: string, services: Services): void {
  if (services.teams().every((known) => known.team !== team)) {
    throw notFound(`There is no team ${JSON.stringify(team)}; /api/v1/teams lists them.`);
  }
}

/** 404 where no source collects the repository. */
export async function requireRepository(repository: string, services: Services): Promise<void> {
  if (!(await services.repositories()).includes(repository)) {
    throw notFound(
      `No source collects a repository ${JSON.stringify(repository)}; /api/v1/teams lists what teams own.`
    );
  }
}
