import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { writeHistory } from './git-history.ts';
import { project, ready, run, serve, until } from './waymark.ts';

const day = 86_400;
const week = 7 * day;
const weeks = 60;
/** The Monday before last, in seconds: the weeks before it are over, whenever this runs. */
const end = (Math.floor((Date.now() / 1000 - 4 * day) / week) - 1) * week + 4 * day;

/** A change every second day, and more of them every third week; each week ends with a release. */
function writeYear(): string {
  const directory = join(mkdtempSync(join(tmpdir(), 'waymark-year-')), 'shop.git');
  const commits: { id: string; parents?: string[]; message: string; committed: number }[] = [];
  const tags: Record<string, { commit: string; time: number }> = {};
  for (let index = 0; index < weeks; index++) {
    const start = end - (weeks - index) * week;
    for (let change = 0; change < 3 + (index % 3); change++) {
      const before = commits.at(-1)?.id;
      const committed = start + (change + 1) * day;
      commits.push({ id: `c${commits.length}`, ...(before && { parents: [before] }), message: 'change', committed });
    }
    tags[`v1.${index}.0`] = { commit: commits.at(-1)?.id ?? '', time: start + 6.5 * day };
  }
  writeHistory(directory, { commits, refs: { 'refs/heads/main': commits.at(-1)?.id ?? '' }, tags });
  return directory;
}

const isoDay = (time: number): string => new Date(time * 1000).toISOString().slice(0, 10);
const goal = (target: string): string => `- id: sooner
  team: shop
  objective: faster
  why: customers wait
  measure: change_lead_time
  target: ${target}
  start: ${isoDay(end - 8 * week)}
  due: ${isoDay(end + 20 * week)}
  guardrails: [{ measure: deployment_frequency, floor: 0.1 }]
`;

describe('a year of a git history', () => {
  let directory: string;
  let file: string;
  beforeAll(async () => {
    ({ directory, file } = project(
      JSON.stringify({
        listen: '127.0.0.1:0',
        sources: [
          {
            ...{ git: writeYear(), name: 'shop-git', repository: 'acme/shop' },
            deployments: { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$' },
          },
        ],
        teams: [{ team: 'shop', owns: [{ repository: 'acme/shop' }] }],
        objectives: [{ objective: 'faster', title: 'Faster', why: 'Renewals' }],
        goals: 'goals/*.yaml',
      })
    ));
    mkdirSync(join(directory, 'goals'));
    writeFileSync(join(directory, 'goals', 'shop.yaml'), goal('40h'));
    expect(await run(['collect', '-c', file], { cwd: directory })).toMatchObject({ code: 0 });
  }, 120_000);

  test('`waymark backtest` scores the forecasts of each measure, and promised counts', async () => {
    const json = await run(['backtest', '-c', file, '--format', 'json'], { cwd: directory });
    expect(json.code).toBe(0);
    const rows = JSON.parse(json.stdout) as Record<string, unknown>[];
    const frequency = rows.filter(({ measure }) => measure === 'deployment_frequency');
    expect(frequency.map(({ horizon_weeks: horizon }) => horizon)).toEqual([1, 4, 8, 13]);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([
        ...[
          'team',
          'measure',
          'horizon_weeks',
          'n',
          'mase',
          'pinball',
          'coverage80',
          'brier',
          'brier_base_rate',
          'used',
        ],
      ]);
      expect(row).toMatchObject({ team: 'shop', n: expect.any(Number), pinball: expect.any(Number) });
      expect(['ensemble', 'bootstrap_12']).toContain(row['used']);
    }
    const { stdout } = await run(['backtest', '-c', file], { cwd: directory });
    expect(stdout).toMatch(/^team +measure +horizon_weeks +n +mase/m);
    expect(stdout).toMatch(/^team +counted +horizon_weeks +n +coverage85/m);
    // The weeks repeat, so what was promised mostly came.
    const changes = stdout.split('\n').filter((line) => line.startsWith('shop  changes '));
    expect(changes.map((line) => line.split(/ +/)[2])).toEqual(['1', '4', '8', '13']);
    expect(Number(changes[0]?.split(/ +/)[4])).toBeGreaterThan(0.7);
  }, 60_000);

  test('a goal that changes in its file changes in the API, and what it was is kept', async () => {
    const server = await serve(['-c', file], { cwd: directory });
    try {
      await ready(server);
      const read = async () => {
        const answer = await fetch(`${server.url}/api/v1/goals/sooner`);
        return answer.ok ? ((await answer.json()) as { target: number; revisions: unknown[] }) : undefined;
      };
      expect(await read()).toMatchObject({ target: 40 * 3600, revisions: [{ target: 40 * 3600 }] });
      writeFileSync(join(directory, 'goals', 'shop.yaml'), goal('30h'));
      const changed = await until('the new target', async () => {
        const found = await read();
        return found?.target === 30 * 3600 ? found : undefined;
      });
      expect(changed.revisions).toMatchObject([{ target: 40 * 3600 }, { target: 30 * 3600 }]);
    } finally {
      await server.stop();
    }
  }, 120_000);
});
