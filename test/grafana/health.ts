import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { visit } from './browser.ts';
import { json } from './site.ts';

type Source = { readonly uid: string; readonly url: string };
type Case = [name: string, settings: { from?: string; [key: string]: unknown }, says: RegExp];
const type = 'waymark-goals-datasource';

/** What "Save & test" says of a data source: the text of its message. */
async function tested(uid: string): Promise<string> {
  let said = '';
  await visit('Admin', async ({ page }) => {
    await page.goto(`/connections/datasources/edit/${uid}`);
    await page.getByRole('button', { name: /^(Save & test|Test)$/ }).click();
    const alert = page.getByTestId('data-testid Data source settings page Alert');
    await alert.filter({ hasNotText: 'Testing...' }).waitFor();
    said = (await alert.innerText()).replaceAll(/\s+/g, ' ');
  });
  return said;
}

async function withSource(settings: object, check: (uid: string) => Promise<void>): Promise<void> {
  const asked = { name: 'Waymark test', type, access: 'proxy', ...settings };
  const { datasource } = await json<{ datasource: Source }>('/api/datasources', { method: 'POST', json: asked });
  try {
    await check(datasource.uid);
  } finally {
    await json(`/api/datasources/uid/${datasource.uid}`, { method: 'DELETE' });
  }
}

/** The health check of the data source. `beside`: whether Grafana's server can reach this machine. */
export function health(beside: boolean): void {
  describe('the health check', () => {
    const urlOf = async (uid: string) => (await json<Source>(`/api/datasources/uid/${uid}`)).url;

    test('succeeds with what is provisioned', async () => {
      expect(await tested('waymark')).toMatch(/Connected to Waymark .*: 6 teams\./);
    });

    test.each([
      ['not reachable', { url: 'http://127.0.0.1:1' }, /not reachable: check that it runs, and the address/],
      ['no Waymark', { from: 'waymark-prometheus' }, /it is no Waymark exporter: check the address/],
      ['a wrong token', { secureJsonData: { readToken: 'wrong' } }, /does not accept the token: set the read token/],
      ['no token', {}, /does not accept the token: set the read token/],
      ['access by the browser', { access: 'direct' }, /set access to "Server" \(proxy\)/],
    ] as Case[])('tells %s, and what to do', async (_name, settings, says) => {
      const { from = 'waymark', ...rest } = settings;
      const url = await urlOf(from);
      await withSource({ url, ...rest }, async (uid) => expect(await tested(uid)).toMatch(says));
    });

    if (beside) {
      // Another program that answers as an exporter would that is old, or has only just started.
      const description = { info: { title: 'Waymark', version: '0.0.1' }, paths: {} as object };
      const server = createServer(({ url }, answer) => {
        answer.writeHead(url === '/readyz' ? 503 : 200, { 'content-type': 'application/json' });
        answer.end(JSON.stringify(url === '/readyz' ? { detail: 'Collecting for the first time.' } : description));
      });
      let url: string;
      beforeAll(async () => {
        await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      });
      afterAll(() => void server.close());

      test('tells an exporter that is too old', async () => {
        description.paths = {};
        await withSource({ url }, async (uid) =>
          expect(await tested(uid)).toMatch(/0\.0\.1 is too old .* update the exporter/)
        );
      });
      test('tells an exporter that is not ready', async () => {
        const paths = ['catalog', 'goals', 'signals', 'summary', 'annotations'].map((path) => `/api/v1/${path}`);
        description.paths = Object.fromEntries(paths.map((path) => [path, {}]));
        await withSource({ url }, async (uid) =>
          expect(await tested(uid)).toMatch(/not ready: Collecting for the first time\. Wait for its first pass/)
        );
      });
    }
  });
}
