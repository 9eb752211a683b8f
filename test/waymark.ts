import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The built command line, run as a user runs it. */
const program = resolve(import.meta.dirname, '../exporter/bin/waymark.js');

export type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Where the process runs and what it sees of the environment; nothing of the test's own leaks in but PATH and HOME. */
export type RunOptions = { readonly cwd?: string; readonly env?: Record<string, string> };

/** A command as a child process. */
export function launch(args: readonly string[], { cwd, env = {} }: RunOptions): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  return spawn(process.execPath, [program, ...args], { cwd, env: { PATH, HOME, ...env }, stdio: 'pipe' });
}

/** Runs a command to its end. */
export async function run(args: readonly string[], options: RunOptions = {}): Promise<Run> {
  const child = launch(args, options);
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data: Buffer) => (text.stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (text.stderr += data.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

export type Server = {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything printed so far, both streams. */
  readonly output: () => string;
  /** SIGTERM, then the exit code. */
  readonly stop: () => Promise<number | null>;
};

/** Starts `waymark serve` and waits for the address that it prints. */
export async function serve(args: readonly string[], options: RunOptions = {}): Promise<Server> {
  const child = launch(['serve', ...args], options);
  let output = '';
  const address = new Promise<string>((found, failed) => {
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface(stream).on('line', (line) => {
          output += `${line}\n`;
          const url = /https?:\/\/[^\s"]+:\d+/.exec(line)?.[0];
          if (url) found(url);
        });
    child.once('exit', (code) => failed(new Error(`serve ended with ${code} before it listened:\n${output}`)));
  });
  const url = await address;
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  return { url, child, output: () => output, stop };
}

/** Waits for a condition; a test that waits in vain fails with what it waited for. */
export async function until<T>(
  what: string,
  check: () => Promise<T | undefined> | T | undefined,
  seconds = 60
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain for ${what}`);
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** Waits until the server has its first snapshot. */
export async function ready(server: Server, seconds = 120): Promise<void> {
  const answer = async (): Promise<true | undefined> => {
    if (server.child.exitCode !== null) throw new Error(`serve ended with ${server.child.exitCode}`);
    // While it computes, a connection that was kept open may end: that is no answer yet.
    return (await fetch(`${server.url}/readyz`).catch(() => undefined))?.ok || undefined;
  };
  await until('/readyz', answer, seconds).catch(async (error: unknown) => {
    const reason = await fetch(`${server.url}/readyz`).then((found) => found.text(), String);
    throw new Error(`not ready: ${reason}\n${server.output().slice(-3000)}`, { cause: error });
  });
}

/** A folder with a `waymark.yaml` in it. */
export function project(yaml: string): { readonly directory: string; readonly file: string } {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-test-'));
  const file = join(directory, 'waymark.yaml');
  writeFileSync(file, yaml);
  return { directory, file };
}

/** One page after the other of a list of the API. */
export async function all<T>(url: URL): Promise<T[]> {
  const items: T[] = [];
  for (;;) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url.pathname}${url.search}: ${answer.status} ${await answer.text()}`);
    const page = (await answer.json()) as { items: T[]; next?: string };
    items.push(...page.items);
    if (page.next === undefined) return items;
    url.searchParams.set('cursor', page.next);
  }
}
