import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launch, picture } from '../host/journey.ts';
import { project, ready, serve, type Server } from '../waymark.ts';
import { startGrafana, type Grafana } from './start.ts';

const type = 'waymark-goals-datasource';
const uid = 'waymark-journey';
const source = { type, uid };
const admin = `Basic ${btoa(process.env['GRAFANA_LOGIN'] ?? 'admin:admin')}`;
const viewer = {
  login: 'jane.viewer',
  email: 'jane.viewer@example.org',
  name: 'Jane Viewer',
  password: 'a long word to pass',
};
const asViewer = `Basic ${btoa(`${viewer.login}:${viewer.password}`)}`;

let exporter: Server;
let grafana: Grafana;
let browser: Browser;
let page: Page;

async function call(
  path: string,
  { as = admin, method = 'GET', body }: { as?: string; method?: string; body?: object } = {}
) {
  const headers = { authorization: as, 'content-type': 'application/json' };
  const answer = await fetch(`${grafana.url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return { status: answer.status, text: await answer.text() };
}
const proxied = (path: string) => `/api/datasources/proxy/uid/${uid}/${path}`;
const note = (text: string) => ({ team: 'checkout', kind: 'note', text });

beforeAll(async () => {
  const { directory, file } = project(
    'listen: 127.0.0.1:0\nstorage: ./data\nauth: { read_token_env: R, write_token_env: W }\n'
  );
  exporter = await serve(['-c', file, '--demo'], { cwd: directory, env: { R: 'read-secret', W: 'write-secret' } });
  await ready(exporter, 240);
  grafana = await startGrafana();
  await call(`/api/datasources/uid/${uid}`, { method: 'DELETE' });
  const made = await call('/api/datasources', {
    method: 'POST',
    body: {
      ...source,
      name: 'Waymark journey',
      access: 'proxy',
      url: exporter.url,
      secureJsonData: { readToken: 'read-secret', writeToken: 'write-secret' },
    },
  });
  expect(made).toMatchObject({ status: 200 });
  await call('/api/admin/users', { method: 'POST', body: viewer });
  browser = await launch();
  const context = await browser.newContext({
    viewport: { width: 1400, height: 1000 },
    extraHTTPHeaders: { authorization: admin },
  });
  page = await context.newPage();
}, 600_000);
afterAll(async () => {
  await (browser as Browser | undefined)?.close();
  await call(`/api/datasources/uid/${uid}`, { method: 'DELETE' });
  await (grafana as Grafana | undefined)?.stop();
  await exporter.stop();
});

test('the settings are tested by the plugin', async () => {
  await page.goto(`${grafana.url}/connections/datasources/edit/${uid}`);
  await page.getByRole('button', { name: /Save & test/ }).click();
  await page.getByText(/Connected to Waymark .*: 6 teams/).waitFor({ timeout: 60_000 });
  await picture(page, 'true-settings');
}, 90_000);

test.each([
  ['graph', { kind: 'series', team: 'checkout', measure: 'change_lead_time' }],
  ['table', { kind: 'goals', team: 'checkout', layout: 'apart' }],
])(
  'Explore: %s',
  async (shape, query) => {
    const panes = {
      a: {
        datasource: uid,
        queries: [{ refId: 'A', datasource: source, ...query }],
        range: { from: 'now-26w', to: 'now' },
      },
    };
    await page.goto(`${grafana.url}/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
    if (shape === 'graph') await page.locator('canvas').first().waitFor({ timeout: 60_000 });
    else await page.getByText('Changes reach customers within a day').first().waitFor({ timeout: 60_000 });
    await picture(page, `true-explore-${shape}`);
  },
  90_000
);

test('a dashboard: variable, annotations, and a query that fails beside one that does not', async () => {
  const target = (refId: string, query: object) => ({ refId, datasource: source, ...query });
  const dashboard = {
    uid: 'waymark-journey',
    title: 'Journey',
    time: { from: 'now-26w', to: 'now+6w' },
    templating: {
      list: [{ name: 'team', type: 'query', datasource: source, query: { refId: 'V', list: 'teams' }, refresh: 1 }],
    },
    annotations: {
      list: [
        {
          name: 'What we did',
          enable: true,
          iconColor: 'blue',
          datasource: source,
          target: { refId: 'Anno', kind: 'annotations', layer: 'did', team: '$team' },
        },
      ],
    },
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Both',
        datasource: source,
        gridPos: { x: 0, y: 0, w: 24, h: 10 },
        targets: [
          target('A', { kind: 'series', team: '$team', measure: 'change_lead_time' }),
          target('B', { kind: 'series', team: '$team', measure: 'gone' }),
        ],
      },
      {
        id: 2,
        type: 'table',
        title: 'Goals',
        datasource: source,
        gridPos: { x: 0, y: 10, w: 24, h: 8 },
        targets: [target('A', { kind: 'goals', team: '$team', layout: 'together' })],
      },
    ],
  };
  expect(await call('/api/dashboards/db', { method: 'POST', body: { dashboard, overwrite: true } })).toMatchObject({
    status: 200,
  });
  await page.goto(`${grafana.url}/d/waymark-journey`);
  await page.getByText('Change lead time, last 28 days').waitFor({ timeout: 60_000 });
  await page.getByText('Changes reach customers within a day').waitFor();
  await page.getByTestId('data-testid Panel status error').waitFor();
  await page.getByTestId('data-testid annotation-marker').first().waitFor();
  await picture(page, 'true-dashboard');
  await call('/api/dashboards/uid/waymark-journey', { method: 'DELETE' });
}, 120_000);

test('a decision is written from Explore', async () => {
  const panes = {
    a: {
      datasource: uid,
      queries: [{ refId: 'A', datasource: source, kind: 'records', team: 'checkout' }],
      range: { from: 'now-26w', to: 'now' },
    },
  };
  await page.goto(`${grafana.url}/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify(panes))}`);
  await page.getByRole('button', { name: 'Write a record' }).click({ timeout: 60_000 });
  await page.getByLabel('Because').fill('We keep what works');
  await page.getByRole('button', { name: 'Write down' }).click();
  await page.getByText('Written down for checkout.').waitFor();
  await picture(page, 'true-record');
  expect((await call(proxied('api/v1/records?team=checkout'))).text).toContain('We keep what works');
}, 90_000);

test('a viewer reads and cannot write, by the route or around it', async () => {
  expect((await call(proxied('api/v1/teams'), { as: asViewer })).status).toBe(200);
  expect((await call(proxied('write/notes'), { as: asViewer, method: 'POST', body: note('by a viewer') })).status).toBe(
    403
  );
  for (const path of ['api/v1/notes', 'notes', 'x/../api/v1/notes']) {
    const { status } = await call(proxied(path), { as: asViewer, method: 'POST', body: note('by a viewer') });
    expect(status).toBeGreaterThanOrEqual(400);
  }
  expect((await call(proxied('api/v1/records?team=checkout'))).text).not.toContain('by a viewer');
});

test('escaped dots open nothing, and of the viewer nothing is logged', async () => {
  const { status, text } = await call(proxied('api/v1/%252e%252e/%252e%252e/metrics'), { as: asViewer });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(text).not.toContain('waymark_');
  expect([viewer.login, viewer.email, viewer.name].filter((trace) => exporter.output().includes(trace))).toEqual([]);
});
