import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../prometheus.ts';
import { until } from '../waymark.ts';

const root = resolve(import.meta.dirname, '../..');
const plugin = 'waymark-goals-datasource';
const inContainer = '/etc/grafana/provisioning';
const nowhere = 'http://127.0.0.1:9';

export type Program = { readonly bin: string; readonly home: string };
export type Running = { readonly url: string; readonly stop: () => Promise<void> };

/** Starts a Grafana on loopback with the built plugin and our provisioning, which reads `addresses`; it asks nobody else. */
export async function startGrafana({ bin, home }: Program, addresses: Record<string, string>): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-grafana-'));
  const provisioning = join(directory, 'provisioning');
  cpSync(join(root, 'provisioning/dist/grafana'), provisioning, { recursive: true });
  const provider = join(provisioning, 'dashboards/waymark.yml');
  writeFileSync(provider, readFileSync(provider, 'utf8').replaceAll(inContainer, provisioning));
  cpSync(join(root, 'plugin/dist'), join(directory, 'plugins', plugin), { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { PATH = '' } = process.env;
  const child = spawn(bin, ['server', `--homepath=${home}`, `--config=${join(home, 'conf/defaults.ini')}`], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH,
      HOME: directory,
      ...addresses,
      GF_PATHS_DATA: join(directory, 'data'),
      GF_PATHS_LOGS: join(directory, 'log'),
      GF_PATHS_PLUGINS: join(directory, 'plugins'),
      GF_PATHS_PROVISIONING: provisioning,
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(port),
      GF_SERVER_ROOT_URL: `${url}/`,
      GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: plugin,
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_PLUGINS_PUBLIC_KEY_RETRIEVAL_DISABLED: 'true',
      GF_PLUGINS_PLUGIN_ADMIN_ENABLED: 'false',
      GF_SECURITY_DISABLE_GRAVATAR: 'true',
      GF_SECURITY_DISABLE_BRUTE_FORCE_LOGIN_PROTECTION: 'true',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_NEWS_NEWS_FEED_ENABLED: 'false',
      GF_GRAFANA_NET_URL: nowhere,
      GF_GRAFANA_COM_URL: nowhere,
      GF_GRAFANA_COM_API_URL: `${nowhere}/api`,
      GF_LOG_MODE: 'console',
      GF_LOG_LEVEL: 'warn',
    },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (log += text.toString()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(directory, { recursive: true, force: true });
  };
  // An empty database is made first.
  await until(
    'Grafana to answer',
    async () => {
      if (child.exitCode !== null) throw new Error(`Grafana ended with ${child.exitCode}: ${log.slice(-3000)}`);
      return (await fetch(`${url}/api/health`).catch(() => undefined))?.ok || undefined;
    },
    240
  ).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}
