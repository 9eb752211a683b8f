import { collectHistory } from './collect.ts';
import { factsOnPostgres } from './facts-postgres.ts';
import { factsOnSqlite } from './facts-sqlite.ts';
import { githubCost } from './github.ts';
import { githubFacts } from './github-facts.ts';
import type { Case } from './measured.ts';
import { rollingHistory } from './rolling.ts';
import { cachedScrape } from './scrape.ts';
import { firstStart } from './start.ts';
import { batchUpsert } from './upsert.ts';
import { webhookToGauge } from './webhook.ts';

/** Everything that is measured, by the name that chooses it on the command line. */
export const cases: ReadonlyMap<string, Case> = new Map(
  Object.entries({
    history: collectHistory,
    facts: factsOnSqlite,
    postgres: factsOnPostgres,
    rolling: rollingHistory,
    scrape: cachedScrape,
    upsert: batchUpsert,
    start: firstStart,
    github: githubCost,
    'github-facts': githubFacts,
    webhook: webhookToGauge,
  })
);
