import { strict as assert } from 'node:assert';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { quantile } from '#measures/statistics.ts';
import { startGithub, webhookSecret, writeConfiguration } from './github-server.ts';
import type { Case } from './measured.ts';
import { addressOf, program } from './start.ts';

const deliveries = 200;
const warming = 10;
/** Between two looks at the gauges, in milliseconds: what is measured is at most this too long. */
const step = 2;

/** From the sending of a webhook until a scrape shows the deployment that it tells of. */
export const webhookToGauge: Case = async (report, directory) => {
  const github = await startGithub();
  const file = writeConfiguration(github, directory);
  const child = spawn(process.execPath, [program, 'serve', '-c', file], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const times: number[] = [];
  try {
    const address = await addressOf(createInterface(child.stdout));
    while ((await fetch(`${address}/readyz`)).status !== 200) await wait(20);
    const hook = { url: `${address}/webhooks/github`, secret: webhookSecret };
    for (let count = 0; count < warming + deliveries; count++) {
      const before = await frequency(address);
      const start = performance.now();
      const answered = github.deploy(hook);
      while ((await frequency(address)) === before) await wait(step);
      if (count >= warming) times.push(performance.now() - start);
      assert.equal(await answered, 200);
    }
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
    await github.close();
  }
  const sorted = times.sort((a, b) => a - b);
  const at = (p: number) => quantile({ n: sorted.length, at: (k) => sorted[k] ?? NaN }, p) / 1000;
  const about = { unit: 's', better: 'lower', detail: `${deliveries} deployments, each asked back at GitHub` } as const;
  report({ name: 'webhook_to_gauge_p50', value: at(0.5), goal: 1, ...about });
  report({ name: 'webhook_to_gauge_p99', value: at(0.99), goal: 5, ...about });
};

const gauge = /^waymark_dora_deployment_frequency_per_day\{team="shop",window="7d"\} (\S+)$/m;

async function frequency(address: string): Promise<string | undefined> {
  return gauge.exec(await (await fetch(`${address}/metrics`)).text())?.[1];
}
