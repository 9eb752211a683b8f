import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { bundle } from './host/bundle.ts';
import { host, launch, open, picture, violations } from './host/journey.ts';
import { serveGrafana, type Grafana } from './host/serve.ts';
import { withParts } from './parts.ts';
import { project, ready, serve, type Server, until } from './waymark.ts';

/** Each a Grafana's packages: that of the workspace, and with HOSTS=all those with a folder and a lock of their own. */
const hosts = [
  { name: 'grafana-12', folder: resolve(import.meta.dirname, '../plugin'), react: '18.' },
  { name: 'grafana-13', folder: resolve(import.meta.dirname, 'host/grafana-13'), react: '19.' },
].slice(0, process.env['HOSTS'] === 'all' ? 2 : 1);

const moment = '2026-11-23T12:00:00Z';
const now = Date.parse(moment);
type Answer = {
  errors: { message: string }[];
  frames: { meta?: object; fields: { name: string; values: unknown[] }[] }[];
};

/** One query of each kind, as the dashboards ask it. */
const queries: readonly { kind: string; [key: string]: unknown }[] = [
  ...['goals', 'changes', 'waiting'].map((part) => ({ kind: 'headline', part, team: '$team' })),
  { kind: 'tile', team: '$team', measure: 'change_lead_time' },
  { kind: 'goals', team: '$team', layout: 'together' },
  { kind: 'goals', team: '', layout: 'objectives' },
  { kind: 'progress', goal: 'checkout-lead-time' },
  { kind: 'chance', goal: 'checkout-lead-time' },
  { kind: 'evidence', goal: 'checkout-lead-time' },
  { kind: 'status_history', team: '$team' },
  { kind: 'past_goals', team: '$team' },
  { kind: 'signals', team: '$team' },
  { kind: 'numbers', team: '$team' },
  { kind: 'series', team: '$team', measure: 'change_lead_time' },
  { kind: 'series', team: '$team', measure: 'flow_velocity', split: true, step: 'month' },
  { kind: 'series', team: 'checkout,payments', measure: 'change_fail_rate' },
  { kind: 'stages', team: '$team' },
  { kind: 'steps', team: '$team' },
  { kind: 'changes', team: '$team' },
  { kind: 'failures', team: '$team' },
  { kind: 'items', team: '$team' },
  { kind: 'benchmarks', team: '$team' },
  { kind: 'records', team: '$team' },
  { kind: 'objectives' },
  { kind: 'goal_counts' },
  { kind: 'verdicts' },
  { kind: 'investment' },
  { kind: 'sentences' },
  { kind: 'annotations', team: '$team', layer: 'context' },
];

withParts(['chromium'])('the built plugin before a real exporter', () => {
  let exporter: Server;
  let browser: Browser;
  beforeAll(async () => {
    const { directory, file } = project(
      'listen: 127.0.0.1:0\nstorage: ./data\nauth: { read_token_env: R, write_token_env: W }\n'
    );
    exporter = await serve(['-c', file, '--demo', '--now', moment], {
      cwd: directory,
      env: { R: 'read-secret', W: 'write-secret' },
    });
    await ready(exporter, 240);
    browser = await launch();
  }, 300_000);
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    await exporter.stop();
  });

  describe.each(hosts)('in $name', ({ name, folder, react }) => {
    let grafana: Grafana;
    let page: Page;
    let complaints: string[];
    beforeAll(async () => {
      const tokens = { readToken: 'read-secret', writeToken: 'write-secret' };
      grafana = await serveGrafana(exporter.url, await bundle(folder, name), tokens);
      ({ page, complaints } = await open(browser, grafana.url, 'dark'));
    }, 120_000);
    afterAll(async () => {
      await (grafana as Grafana | undefined)?.close();
    });

    test('is loaded by that React, and complains of nothing', async () => {
      expect(await page.evaluate('window.host.react')).toMatch(new RegExp(`^${react.replace('.', '\\.')}`));
      expect(complaints).toEqual([]);
    });

    test('the health check: well, and with a wrong token what to do', async () => {
      expect(await host(page, 'health')).toEqual({
        status: 'success',
        message: 'Connected to Waymark 0.1.0: 6 teams.',
      });
      grafana.secrets['readToken'] = 'wrong';
      expect(await host(page, 'health')).toMatchObject({
        status: 'error',
        message: expect.stringContaining('set the read token'),
      });
      grafana.secrets['readToken'] = 'read-secret';
    });

    test.each(queries.map((query) => [JSON.stringify(query), query] as const))('%s', async (_text, query) => {
      const { errors, frames } = await host<Answer>(page, 'query', [{ refId: 'A', ...query }], now);
      expect(errors).toEqual([]);
      const values = frames.flatMap(({ fields }) => fields.flatMap(({ values }) => values));
      expect(values.filter((value) => value !== null).length).toBeGreaterThan(0);
      await host(page, 'panel', [{ refId: 'A', ...query }], now);
      await page.locator('main canvas, main table').first().waitFor();
      await picture(page, `${name}-${query.kind}`);
    });

    test('annotations: the same object when nothing changed, and always an end', async () => {
      const { same, events } = await host<{
        same: boolean;
        events: { time: number; timeEnd: number; title: string }[];
      }>(
        page,
        'annotations',
        { refId: 'Anno', kind: 'annotations', layer: 'context', team: 'checkout', goal: 'checkout-lead-time' },
        now
      );
      expect(same).toBe(true);
      expect(events.length).toBeGreaterThan(0);
      expect(events.filter(({ time, timeEnd }) => !(timeEnd >= time))).toEqual([]);
      expect(events.some(({ time, timeEnd }) => timeEnd > time)).toBe(true);
    });

    test('variables', async () => {
      expect(await host(page, 'variable', { list: 'teams' })).toContainEqual(['checkout', 'checkout']);
      expect(await host(page, 'variable', { list: 'goals', team: '$team' })).toContainEqual([
        'Changes reach customers within a day',
        'checkout-lead-time',
      ]);
      expect(await host(page, 'variable', { list: 'measures' })).toContainEqual([
        'Change lead time',
        'change_lead_time',
      ]);
    });

    test('the query editor by clicks: another question, its measure by title', async () => {
      await host(page, 'editor', { refId: 'A', kind: 'goals', team: '', layout: 'apart' });
      await page.getByLabel('Ask').click();
      await page.keyboard.type('over time');
      await page.getByRole('option', { name: /A measure over time/ }).click();
      await page.getByLabel('Measure').click();
      await page.getByRole('option', { name: /Change fail rate/ }).click();
      expect(await page.evaluate('window.host.changes.at(-1)')).toMatchObject({
        kind: 'series',
        measure: 'change_fail_rate',
      });
      expect(await page.evaluate('window.host.runs')).toBeGreaterThan(0);
    });

    test('the query editor by keyboard alone', async () => {
      await host(page, 'editor', { refId: 'A', kind: 'signals', team: '' });
      await page.getByLabel('Team').focus();
      await page.keyboard.type('pay');
      await page.getByRole('option', { name: 'payments' }).waitFor();
      // What was typed may itself be offered, first or last: go down until the team is the one that is marked.
      const marked = 'document.querySelector("[role=option][aria-selected=true]")?.textContent';
      await until('the mark', async () => {
        await page.keyboard.press('ArrowDown');
        return (await page.evaluate<string | undefined>(marked))?.includes('payments') || undefined;
      });
      await page.keyboard.press('Enter');
      await until(
        'the team',
        async () =>
          (await page.evaluate<{ team: string }>('window.host.changes.at(-1)')).team === 'payments' || undefined
      );
    });

    test('the editors of variables and annotations', async () => {
      await host(page, 'editor', { refId: 'V', list: 'teams' }, 'variable');
      await page.getByRole('radio', { name: 'Goals' }).click({ force: true });
      expect(await page.evaluate('window.host.changes.at(-1)')).toMatchObject({ list: 'goals' });
      await host(page, 'editor', { refId: 'Anno', kind: 'annotations', team: '$team', layer: 'did' }, 'annotation');
      await page.getByRole('radio', { name: 'What happened to us' }).click({ force: true });
      expect(await page.evaluate('window.host.changes.at(-1)')).toMatchObject({ layer: 'happened' });
    });

    test('the settings: tokens as secrets, a wrong address, direct access refused', async () => {
      await host(page, 'config', {
        access: 'direct',
        url: 'http://localhost:9790/api',
        jsonData: {},
        secureJsonFields: { readToken: true },
        secureJsonData: {},
      });
      await page.getByText('Access by the browser is refused').waitFor();
      await page.getByText('without a path').waitFor();
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.getByLabel('Read token').fill('another');
      expect(await page.evaluate('window.host.changes.at(-1)')).toMatchObject({
        secureJsonData: { readToken: 'another' },
      });
    });

    test('a decision is written down by an editor, and refused to a viewer', async () => {
      const write = async (reason: string) => {
        await host(page, 'editor', { refId: 'A', kind: 'records', team: 'checkout' });
        await page.getByRole('button', { name: 'Write a record' }).click();
        await page.getByLabel('Because').fill(reason);
        await page.getByRole('button', { name: 'Write down' }).click();
      };
      grafana.role = 'Viewer';
      await write('We look at it once more');
      await page.getByText('Only editors may write records').waitFor();
      grafana.role = 'Editor';
      await write(`We keep releasing daily, as ${name} shows`);
      await page.getByText('Written down for checkout.').waitFor();
      grafana.role = 'Viewer';
      const { frames } = await host<Answer>(page, 'query', [{ refId: 'A', kind: 'records', team: 'checkout' }], now);
      const written = JSON.stringify(frames);
      expect(written).toContain(name);
      expect(written).not.toContain('once more');
    });

    test.each(['dark', 'light'] as const)(
      'the editors in the %s theme: axe finds nothing',
      async (theme) => {
        const { page, complaints } = await open(browser, grafana.url, theme);
        const seen: Record<string, string[]> = {};
        const look = async (what: string) => {
          await page.locator('main input, main button').first().waitFor();
          await picture(page, `${name}-${theme}-${what}`);
          seen[what] = await violations(page);
        };
        for (const query of queries.filter(
          ({ kind }, index) => queries.findIndex((one) => one.kind === kind) === index
        )) {
          await host(page, 'editor', { refId: 'A', ...query });
          await look(`editor-${query.kind}`);
        }
        await page.evaluate('0');
        await host(page, 'editor', { refId: 'A', kind: 'records', team: 'checkout' });
        await page.getByRole('button', { name: 'Write a record' }).click();
        await look('record');
        await host(page, 'editor', { refId: 'V', list: 'goals' }, 'variable');
        await look('variable');
        await host(page, 'editor', { refId: 'Anno', kind: 'annotations', team: '$team', layer: 'did' }, 'annotation');
        await look('annotation');
        await host(page, 'config', {
          access: 'proxy',
          url: 'http://localhost:9790',
          jsonData: {},
          secureJsonFields: { readToken: true },
          secureJsonData: {},
        });
        await look('config');
        expect(Object.fromEntries(Object.entries(seen).filter(([, found]) => found.length > 0))).toEqual({});
        expect(complaints).toEqual([]);
        await page.close();
      },
      180_000
    );
  });
});
