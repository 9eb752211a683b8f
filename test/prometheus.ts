import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { found } from './parts.ts';
import { until } from './waymark.ts';

export type Sample = { readonly metric: Readonly<Record<string, string>>; readonly value: readonly [number, string] };

export type Prometheus = {
  readonly url: string;
  readonly directory: string;
  /** An instant query at a time in seconds, or now. */
  readonly query: (promql: string, time?: number) => Promise<readonly Sample[]>;
  readonly stop: () => Promise<void>;
};

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

export type PrometheusOptions = {
  /** Blocks already loaded. */
  readonly data?: string;
  /** Rule files, evaluated each second. */
  readonly rules?: readonly string[];
  /** What the targets ask for. */
  readonly token?: string;
};

/** Starts a real Prometheus on loopback with these targets (`host:port`). */
export async function startPrometheus(
  targets: readonly string[],
  { data, rules = [], token }: PrometheusOptions = {}
): Promise<Prometheus> {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-prometheus-'));
  const port = await freePort();
  const authorization = token === undefined ? {} : { authorization: { credentials: token } };
  const config = {
    global: { evaluation_interval: '1s' },
    rule_files: rules,
    scrape_configs: [{ job_name: 'waymark', scrape_interval: '1s', ...authorization, static_configs: [{ targets }] }],
  };
  writeFileSync(join(directory, 'prometheus.yml'), JSON.stringify(config));
  const child = spawn(
    found('prometheus') ?? 'prometheus',
    [
      `--config.file=${join(directory, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data ?? join(directory, 'data')}`,
      '--storage.tsdb.retention.time=20y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] }
  );
  let log = '';
  child.stderr.on('data', (text: Buffer) => (log += text.toString()));
  const url = `http://127.0.0.1:${port}`;
  await until('Prometheus to be ready', async () => {
    if (child.exitCode !== null) throw new Error(`Prometheus ended with ${child.exitCode}: ${log}`);
    return (await fetch(`${url}/-/ready`).catch(() => undefined))?.ok || undefined;
  });
  return {
    url,
    directory,
    query: async (promql, time) => {
      const query = new URLSearchParams({ query: promql, ...(time !== undefined && { time: String(time) }) });
      const answer = (await (await fetch(`${url}/api/v1/query?${query.toString()}`)).json()) as {
        status: string;
        error?: string;
        data?: { result: Sample[] };
      };
      if (!answer.data) throw new Error(`${promql}: ${answer.error ?? answer.status}`);
      return answer.data.result;
    },
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
