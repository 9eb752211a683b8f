import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { timed } from './compare.ts';
import type { Case } from './measured.ts';

export const program = fileURLToPath(new URL('../../bin/waymark.js', import.meta.url));

/** The first start of all: the demo's histories are written, collected and computed. */
export const firstStart: Case = async (report, directory) => {
  const file = join(directory, 'waymark.yaml');
  await writeFile(file, `listen: 127.0.0.1:0\nstorage: ${JSON.stringify(join(directory, 'store'))}\n`);
  let child: ChildProcess | undefined;
  const time = await timed(async () => {
    const started = spawn(process.execPath, [program, 'serve', '--demo', '-c', file], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child = started;
    const address = await addressOf(createInterface(started.stdout));
    while ((await fetch(`${address}/readyz`)).status !== 200) await wait(20);
  });
  child?.kill();
  if (child?.exitCode === null) await once(child, 'exit');
  report({
    name: 'first_start_of_demo',
    value: time / 1000,
    unit: 's',
    goal: 60,
    better: 'lower',
    detail: 'from nothing until /readyz says 200',
  });
};

/** Where a server listens, from the first line that says so. */
export async function addressOf(lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const address = /http:\/\/\S+/.exec(line)?.[0];
    if (address !== undefined) return address.replace(/\/$/, '');
  }
  throw new Error('the demo ended before it listened');
}
