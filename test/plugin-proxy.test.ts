import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { traces } from './host/proxy.ts';
import { serveGrafana, type Grafana } from './host/serve.ts';
import { exampleConfig, exampleNow, writeExample } from './worked-example.ts';
import { project, ready, serve, type Server } from './waymark.ts';

type Answered = { readonly status: number; readonly text: string };

/** Sends a path as it is written: fetch would resolve its dots. */
function ask(base: string, path: string, method = 'GET', body?: object): Promise<Answered> {
  const { hostname, port, pathname } = new URL(base);
  return new Promise((answered, failed) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request({ hostname, port, method, path: pathname + path, headers }, (answer) => {
      let text = '';
      answer.on('data', (data: Buffer) => (text += data.toString()));
      answer.on('end', () => answered({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', failed);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const note = (text: string) => ({ team: 'shop', kind: 'note', text });

describe("through Grafana's proxy, by the routes of the plugin", () => {
  let exporter: Server;
  let grafana: Grafana;
  let directory: string;
  beforeAll(async () => {
    const made = project(exampleConfig(writeExample(), { auth: { read_token_env: 'R', write_token_env: 'W' } }));
    ({ directory } = made);
    exporter = await serve(['-c', made.file, '--now', exampleNow], {
      cwd: directory,
      env: { R: 'read-secret', W: 'write-secret' },
    });
    await ready(exporter);
    grafana = await serveGrafana(exporter.url, undefined, { readToken: 'read-secret', writeToken: 'write-secret' });
  });
  afterAll(async () => {
    await grafana.close();
    await exporter.stop();
  });

  const records = async () => (await ask(grafana.proxy, 'api/v1/records?team=shop')).text;

  test('a viewer reads', async () => {
    expect((await ask(grafana.proxy, 'api/v1/teams')).status).toBe(200);
  });

  test.each([
    ['the route of writing', 'POST', 'write/notes'],
    ['the path of the API, which no route takes by that method', 'POST', 'api/v1/notes'],
    ['another method on the route of writing', 'PUT', 'write/notes'],
    ['the address itself', 'POST', ''],
    ['a path around the route', 'POST', 'x/../api/v1/notes'],
    ['an escaped path around the route', 'POST', 'x/%2e%2e/api/v1/notes'],
    ['dots behind the route that reads', 'POST', 'api/v1/%2e%2e/v1/notes'],
  ])('a viewer cannot write by %s', async (_what, method, path) => {
    grafana.role = 'Viewer';
    const { status } = await ask(grafana.proxy, path, method, note(`Written by ${method} ${path}`));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await records()).not.toContain('Written by');
  });

  test.each(['api/v1/notes', 'notes', 'x/../api/v1/notes', 'api/v1/%2e%2e/v1/notes'])(
    'not even an editor can write by %s, which no route matches',
    async (path) => {
      grafana.role = 'Editor';
      const { status } = await ask(grafana.proxy, path, 'POST', note('Written past the routes'));
      grafana.role = 'Viewer';
      expect(status).toBeGreaterThanOrEqual(400);
      expect(await records()).not.toContain('past the routes');
    }
  );

  test.each([
    'api/v1/%2e%2e/%2e%2e/metrics',
    'api/v1/../../metrics',
    'api/v1/%2e%2e%2f%2e%2e%2fmetrics',
    'api/v1/..%5c..%5cmetrics',
    'readyz/%2e%2e/metrics',
  ])('%s opens nothing', async (path) => {
    const { status, text } = await ask(grafana.proxy, path);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('waymark_');
  });

  test('of who looked and who wrote nothing is in the answers, the metrics, the log or the store', async () => {
    grafana.role = 'Editor';
    const written = await ask(grafana.proxy, 'write/notes', 'POST', note('We looked at this together'));
    grafana.role = 'Viewer';
    expect(written.status).toBeLessThan(300);
    expect(await records()).toContain('We looked at this together');

    const metrics = await fetch(`${exporter.url}/metrics`, { headers: { authorization: 'Bearer read-secret' } });
    const seen = [written.text, await records(), await metrics.text(), exporter.output(), ...files(directory)].join(
      '\n'
    );
    expect(seen).toContain('We looked at this together');
    expect(traces.filter((trace) => seen.includes(trace))).toEqual([]);
  });
});

/** Every file below, as text. */
function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));
}
