import { strict as assert } from 'node:assert';
import { configuration } from '#commands/configuration.ts';
import { createSources, openForWriting } from '#commands/open.ts';
import { pullSource } from '#pipeline/collect.ts';
import { startGithub, writeConfiguration } from './github-server.ts';
import type { Case } from './measured.ts';

/** What a first collection of 1,000 pull requests with all that belongs to them costs at GitHub, by the server's own count. */
export const githubCost: Case = async (report, directory) => {
  const github = await startGithub();
  const config = configuration(writeConfiguration(github, directory));
  const database = await openForWriting(config);
  try {
    for (const { source } of createSources(config)) {
      const { signal } = new AbortController();
      const result = await pullSource(database, source, { now: () => Date.now(), signal });
      assert.equal(result.outcome, 'done');
    }
  } finally {
    await database.close();
    await github.close();
  }
  const { requests, points } = github.cost();
  const about = {
    better: 'lower',
    detail: '1,000 pull requests, 200 deployments, 10 incidents, with a clone',
  } as const;
  report({ name: 'github_requests_per_1000_pulls', value: requests, unit: 'requests', goal: 24, ...about });
  report({ name: 'github_points_per_1000_pulls', value: points, unit: 'points', goal: 60, ...about });
};
