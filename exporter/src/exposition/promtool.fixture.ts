import { spawn, spawnSync } from 'node:child_process';
import { test } from '@jest/globals';

const found = spawnSync('promtool', ['--version']).status === 0;

/** A test that needs Debian's package prometheus: skipped by name where it is missing, failing where CI=true. */
export function withPromtool(name: string, body: () => Promise<void>): void {
  if (found) test(name, body);
  else if (process.env['CI'] === 'true')
    throw new Error(`${name}: promtool is missing; install the package prometheus`);
  else test.skip(`${name} (promtool is missing: install the package prometheus)`, body);
}

export async function promtool(
  parameters: readonly string[],
  input: string
): Promise<{ readonly code: number | null; readonly output: string }> {
  const child = spawn('promtool', parameters);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.end(input);
  return { code: await closed, output: Buffer.concat(chunks).toString() };
}
