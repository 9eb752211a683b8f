import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configuration } from '#commands/configuration.ts';
import { createSources } from '#commands/open.ts';
import { pullSource } from '#pipeline/collect.ts';
import { openStore } from '#store/open.ts';
import { compare, fraction, timed } from './compare.ts';
import { writeHistory } from './history.ts';
import type { Case } from './measured.ts';

/** What the git source reads of each commit, by the command that people know. */
const fields = '--format=%H%n%P%x00%at %ct%x00%B%x00';

/** A history into a fresh store, linked, beside `git log` of the same fields, read and thrown away. */
export const collectHistory: Case = async (report, directory) => {
  const git = join(directory, 'history.git');
  writeHistory(git);
  const file = join(directory, 'waymark.yaml');
  writeFileSync(
    file,
    `sources: [{ git: ./history.git, repository: acme/history, deployments: { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$' } }]
teams: [{ team: history, owns: [{ repository: acme/history }] }]
`
  );
  const [collected] = createSources(configuration(file));
  assert.ok(collected);
  let facts = 0;

  const collect = async (round: number): Promise<number> => {
    const database = await openStore({ directory: join(directory, `store-${round}`) });
    const { signal } = new AbortController();
    const time = await timed(async () => {
      const result = await pullSource(database, collected.source, { now: () => Date.now(), signal });
      assert.equal(result.outcome, 'done');
      facts = result.facts;
    });
    await database.close();
    return time;
  };
  const log = (): Promise<number> =>
    timed(async () => {
      const child = spawn('git', ['--git-dir', git, 'log', '--all', '--topo-order', fields], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      child.stdout.resume();
      const [code] = (await once(child, 'close')) as [number | null];
      assert.equal(code, 0);
    });

  const comparison = await compare(5, collect, log);
  report({
    name: 'collect_over_git_log',
    value: comparison.ratio,
    unit: 'ratio',
    goal: 2,
    better: 'lower',
    detail: `${fraction(comparison)}, ${facts} facts`,
  });
};
