import type { Operation } from './operation.ts';
import type { Posting } from './posting.ts';
import { catalog } from './routes/catalog.ts';
import { changes, deployments, incidents } from './routes/facts.ts';
import { goal, goals, objectives } from './routes/goals.ts';
import { annotations, benchmarks, forecast, organisation, signals, summary } from './routes/insights.ts';
import { investment } from './routes/investment.ts';
import { items } from './routes/items.ts';
import { decisions, interventions, notes, outcomes, plans, records } from './routes/records.ts';
import { series } from './routes/series.ts';
import { stages } from './routes/stages.ts';
import { teams } from './routes/teams.ts';

/** Everything that answers JSON to a GET; to add one, write it and add a line. */
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
  summary,
  goals,
  goal,
  signals,
  objectives,
  organisation,
  annotations,
  forecast,
  benchmarks,
  records,
];

/** Everything that takes an entry. */
export const postings: readonly Posting[] = [decisions, notes, interventions, plans, outcomes];
