import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

type Running = { readonly url: string; readonly stop: () => Promise<void> };

/** Why a real Prometheus cannot be started here; undefined: it can. CI must have it. */
export function missingPrometheus(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const there = ['prometheus', 'promtool'].every((name) => folders.some((folder) => existsSync(join(folder, name))));
  if (there) return undefined;
  const reason = 'Prometheus is not installed (Debian: apt-get install prometheus)';
  if (process.env['CI'] === 'true') throw new Error(`${reason}; CI must run these tests`);
  return reason;
}

/** A real Prometheus on loopback that has these samples, as OpenMetrics text. */
export async function startPrometheus(samples: string): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-promql-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  const data = join(directory, 'data');
  const blocks = ['--max-block-duration=2000h', file('samples.om', samples), data];
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', ...blocks], { stdio: 'ignore' });
  const { url: free, stop: release } = await listening(() => undefined);
  await release();
  const child = spawn(
    'prometheus',
    [
      `--config.file=${file('prometheus.yml', '{}')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=20y',
      `--web.listen-address=${new URL(free).host}`,
    ],
    { stdio: 'ignore' }
  );
  for (let tries = 0; !(await fetch(`${free}/-/ready`).catch(() => undefined))?.ok; tries++) {
    if (tries > 300 || child.exitCode !== null) throw new Error('Prometheus did not become ready');
    await wait(100);
  }
  return {
    url: free,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A small server on loopback, for what a real one does not do on demand. */
export async function listening(answer: RequestListener): Promise<Running> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
