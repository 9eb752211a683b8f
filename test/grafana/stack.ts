import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { found } from '../parts.ts';
import { startPrometheus } from '../prometheus.ts';
import { project, ready, run, serve } from '../waymark.ts';
import { startGrafana, type Program } from './server.ts';

const rules = resolve(import.meta.dirname, '../../provisioning/dist/prometheus/*.yaml');

export type Stack = {
  readonly grafana: string;
  /** Where the exporter keeps everything. */
  readonly store: string;
  /** What the exporter has printed. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
};

/** The demo organisation, a real Prometheus with its past and our rules, and a true Grafana with our provisioning. */
export async function startStack(program: Program): Promise<Stack> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each();
  };
  try {
    const tokens = { WAYMARK_READ_TOKEN: 'read-of-the-test', WAYMARK_WRITE_TOKEN: 'write-of-the-test' };
    const auth = '{ read_token_env: WAYMARK_READ_TOKEN, write_token_env: WAYMARK_WRITE_TOKEN }';
    const { directory, file } = project(`listen: 127.0.0.1:0\nstorage: ./data\nauth: ${auth}\n`);
    const exporter = await serve(['--demo', '-c', file], { cwd: directory, env: tokens });
    stops.push(exporter.stop);
    await ready(exporter);

    const blocks = join(directory, 'blocks');
    const past = join(directory, 'past.om');
    const history = await run(['history', '--demo', '-c', file, '--output', past], { cwd: directory, env: tokens });
    if (history.code !== 0) throw new Error(`no history: ${history.stderr}`);
    const load = ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=2000h', past, blocks];
    execFileSync(found('promtool') ?? 'promtool', load, { stdio: 'ignore' });

    const target = new URL(exporter.url).host;
    const prometheus = await startPrometheus([target], {
      data: blocks,
      rules: [rules],
      token: tokens.WAYMARK_READ_TOKEN,
    });
    stops.push(prometheus.stop);
    const grafana = await startGrafana(program, {
      ...tokens,
      WAYMARK_URL: exporter.url,
      WAYMARK_PROMETHEUS_URL: prometheus.url,
    });
    stops.push(grafana.stop);
    return { grafana: grafana.url, store: join(directory, 'data'), output: exporter.output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
