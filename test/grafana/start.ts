import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '../waymark.ts';

const plugin = resolve(import.meta.dirname, '../../plugin/dist');
const id = 'waymark-goals-datasource';

export type Grafana = { readonly url: string; readonly stop: () => Promise<void> };

/** The Grafana at GRAFANA_URL, or one of GRAFANA_BIN and GRAFANA_HOME, started on loopback with the built plugin. */
export async function startGrafana(): Promise<Grafana> {
  const { GRAFANA_URL, GRAFANA_BIN, GRAFANA_HOME } = process.env;
  if (GRAFANA_URL !== undefined) return { url: GRAFANA_URL.replace(/\/$/, ''), stop: () => Promise.resolve() };
  if (GRAFANA_BIN === undefined || GRAFANA_HOME === undefined)
    throw new Error('set GRAFANA_URL, or GRAFANA_BIN and GRAFANA_HOME');
  const folder = mkdtempSync(join(tmpdir(), 'waymark-grafana-'));
  mkdirSync(join(folder, 'plugins'));
  symlinkSync(plugin, join(folder, 'plugins', id));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    GRAFANA_BIN,
    ['server', `--homepath=${GRAFANA_HOME}`, `--config=${GRAFANA_HOME}/conf/defaults.ini`],
    {
      cwd: GRAFANA_HOME,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'] ?? '',
        ...Object.fromEntries(Object.entries(settings(folder, port, url)).map(([key, value]) => [`GF_${key}`, value])),
      },
    }
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    writeFileSync(join(folder, 'grafana.log'), output);
  };
  await until(
    'Grafana',
    async () => (await fetch(`${url}/api/health`).catch(() => undefined))?.ok || undefined,
    120
  ).catch(async (error: unknown) => {
    await stop();
    throw new Error(`Grafana did not start:\n${output.slice(-3000)}`, { cause: error });
  });
  return { url, stop };
}

/** Nothing that leaves this machine, and the plugin allowed although it is not signed. */
function settings(folder: string, port: number, url: string): Record<string, string> {
  return {
    PATHS_DATA: folder,
    PATHS_LOGS: join(folder, 'log'),
    PATHS_PLUGINS: join(folder, 'plugins'),
    PATHS_PROVISIONING: join(folder, 'provisioning'),
    SERVER_HTTP_ADDR: '127.0.0.1',
    SERVER_HTTP_PORT: String(port),
    SERVER_ROOT_URL: `${url}/`,
    PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: id,
    PLUGINS_PREINSTALL_DISABLED: 'true',
    PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
    ANALYTICS_REPORTING_ENABLED: 'false',
    ANALYTICS_CHECK_FOR_UPDATES: 'false',
    ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
    NEWS_NEWS_FEED_ENABLED: 'false',
    SECURITY_DISABLE_GRAVATAR: 'true',
    LOG_LEVEL: 'warn',
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
