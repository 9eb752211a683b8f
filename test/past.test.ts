import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { found, withParts } from './parts.ts';
import { startPrometheus } from './prometheus.ts';
import { writeHistory } from './git-history.ts';
import { exampleConfig } from './worked-example.ts';
import { project, run } from './waymark.ts';

const day = 86_400;

/** A release every Monday for two years up to this week: each ships one change that was committed three days before. */
function weeklyReleases(directory: string, lastMonday: number): void {
  const weeks = 104;
  const commits = Array.from({ length: weeks }, (_, week) => ({
    id: `c${week}`,
    parents: week === 0 ? [] : [`c${week - 1}`],
    message: 'change',
    committed: lastMonday - (weeks - 1 - week) * 7 * day - 3 * day,
  }));
  const tags = Object.fromEntries(
    commits.map(({ id, committed }, week) => [`v1.${week}.0`, { commit: id, time: committed + 3 * day }])
  );
  writeHistory(directory, { commits, refs: { 'refs/heads/main': `c${weeks - 1}` }, tags });
}

withParts(['prometheus', 'promtool'])('the past, loaded into Prometheus', () => {
  test('promtool makes blocks of waymark history, and a real Prometheus shows last year', async () => {
    const { directory, file } = project(exampleConfig('./shop.git'));
    const today = Math.floor(Date.now() / 1000 / day);
    const lastMonday = (today - ((today + 3) % 7) - 7) * day;
    weeklyReleases(join(directory, 'shop.git'), lastMonday);

    expect(await run(['collect', '-c', file], { cwd: directory })).toMatchObject({ code: 0 });
    const output = join(directory, 'past.om');
    const data = join(directory, 'blocks');
    expect(await run(['history', '-c', file, '--output', output], { cwd: directory })).toMatchObject({ code: 0 });
    execFileSync(
      found('promtool') ?? '',
      ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=2000h', output, data],
      {
        stdio: 'pipe',
      }
    );

    const prometheus = await startPrometheus([], { data });
    try {
      const lastYear = lastMonday - 364 * day;
      const value = async (promql: string): Promise<number> =>
        Number((await prometheus.query(`last_over_time(${promql}[1d])`, lastYear))[0]?.value[1]);
      const labels = 'team="shop",window="28d"';
      expect(await value(`waymark_dora_deployment_frequency_per_day{${labels}}`)).toBeCloseTo(4 / 28, 12);
      expect(await value(`waymark_dora_change_lead_time_seconds{${labels},statistic="p50"}`)).toBe(3 * day);
      expect(await value(`waymark_samples{measure="change_lead_time",${labels}}`)).toBe(4);
    } finally {
      await prometheus.stop();
    }
  }, 120_000);

  test('without anything collected there is nothing to write, and it says so', async () => {
    const { directory, file } = project(exampleConfig('./shop.git'));
    const result = await run(['history', '-c', file, '--output', join(directory, 'past.om')], { cwd: directory });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('collect first');
  });
});
