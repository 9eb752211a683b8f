import { openStore } from '#store/open.ts';
import type { Case } from './measured.ts';
import { measureFacts } from './recompute.ts';

export const factsOnSqlite: Case = async (report, directory) => {
  const database = await openStore({ directory });
  await measureFacts(report, { prefix: '', database, fullGoal: 6 });
  await database.close();
  report({
    name: 'facts_peak_memory',
    value: process.resourceUsage().maxRSS / 1024,
    unit: 'MB',
    goal: null,
    better: 'lower',
    detail: 'of the process that did the rows above',
  });
};
