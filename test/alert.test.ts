import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { writeHistory } from './git-history.ts';
import { withParts } from './parts.ts';
import { freePort, type Prometheus, startPrometheus } from './prometheus.ts';
import { exampleConfig } from './worked-example.ts';
import { project, ready, serve, until } from './waymark.ts';

const rules = resolve(import.meta.dirname, '../provisioning/dist/prometheus/waymark.rules.yaml');
const day = 86_400;
const weeks = 60;
/** In the last weeks a change takes nine days, before it took one or two. */
const slow = 6;
const end = Date.UTC(2026, 8, 28) / 1000;
const regression = end - slow * 7 * day;

/** Three releases a week, of one change each. */
function releases(directory: string): void {
  const all = Array.from(
    { length: weeks * 3 },
    (_, index) => end - (weeks * 3 - index) * 2 * day - Math.floor((weeks * 3 - index) / 3) * day
  );
  const commits = all.map((released, index) => {
    const took = (released > regression ? 9 : 1 + (index % 5) / 5) * day;
    const parents = index === 0 ? [] : [`c${index - 1}`];
    return { id: `c${index}`, parents, message: 'change', authored: released - took, committed: released - day / 4 };
  });
  const tags = Object.fromEntries(all.map((time, index) => [`v1.${index}.0`, { commit: `c${index}`, time }]));
  writeHistory(directory, { commits, refs: { 'refs/heads/main': `c${all.length - 1}` }, tags });
}

withParts(['git', 'prometheus'])('a planted regression', () => {
  test('its alert is silent before, and fires after', async () => {
    const port = await freePort();
    const config = (storage: string): string => exampleConfig('./shop.git', { listen: `127.0.0.1:${port}`, storage });
    const { directory, file } = project(config('./before'));
    const later = join(directory, 'later.yaml');
    writeFileSync(later, config('./after'));
    releases(join(directory, 'shop.git'));
    // Only for this test the alert does not wait for hours: nothing else of the rules is changed.
    const soon = join(directory, 'rules.yaml');
    writeFileSync(soon, readFileSync(rules, 'utf8').replaceAll(/^( +for:) .*$/gm, '$1 0s'));
    const at = (time: number): string => new Date(time * 1000).toISOString();

    const before = await serve(['-c', file, '--now', at(regression)], { cwd: directory });
    let prometheus: Prometheus | undefined;
    try {
      await ready(before);
      prometheus = await startPrometheus([`127.0.0.1:${port}`], { rules: [soon] });
      const { query } = prometheus;
      const worse = 'waymark_signal{team="shop",measure="change_lead_time",direction="worse"}';
      const alert = 'ALERTS{alertname="WaymarkSignalWorse",alertstate="firing",team="shop",measure="change_lead_time"}';
      await until(
        'three scrapes',
        async () => (await query(`count_over_time(${worse}[5m]) > 2`)).length > 0 || undefined
      );
      expect(await query(`max_over_time(${worse}[5m]) > 0`)).toEqual([]);
      expect(await query('last_over_time(ALERTS{alertname="WaymarkSignalWorse"}[5m])')).toEqual([]);

      expect(await before.stop()).toBe(0);
      const after = await serve(['-c', later, '--now', at(end)], { cwd: directory });
      try {
        await ready(after);
        await until('the alert', async () => (await query(alert)).length > 0 || undefined);
      } finally {
        await after.stop();
      }
    } finally {
      await before.stop();
      await prometheus?.stop();
    }
  }, 180_000);
});
