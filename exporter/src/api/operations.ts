import type { Operation } from './operation.ts';
import { catalog } from './routes/catalog.ts';
import { changes, deployments, incidents } from './routes/facts.ts';
import { series } from './routes/series.ts';
import { teams } from './routes/teams.ts';

/** Everything that answers JSON; to add one, write it and add a line. */
export const operations: readonly Operation[] = [catalog, teams, series, changes, deployments, incidents];
