import type { Operation } from './operation.ts';
import { catalog } from './routes/catalog.ts';
import { changes, deployments, incidents } from './routes/facts.ts';
import { investment } from './routes/investment.ts';
import { items } from './routes/items.ts';
import { series } from './routes/series.ts';
import { stages } from './routes/stages.ts';
import { teams } from './routes/teams.ts';

/** Everything that answers JSON; to add one, write it and add a line. */
export const operations: readonly Operation[] = [
  catalog,
  teams,
  series,
  stages,
  changes,
  deployments,
  incidents,
  items,
  investment,
];
