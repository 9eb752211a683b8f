import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { day } from '#domain/window.ts';
import { repositoryDirectory } from './configuration.ts';
import { historyLength, organisation } from './habits.ts';
import { history } from './history.ts';
import { fastImport } from './objects.ts';

/** Changes with what the histories hold, so that a newer Waymark writes its own. */
const edition = 1;

/**
 * Writes the demo's git histories into a directory of their own: 18 months that end when today begins in UTC.
 * The same day gives the same histories, and what is there already is left alone. Throws where git is missing or fails.
 */
export async function writeDemo(now: number, directory: string): Promise<void> {
  const to = Math.floor(now / day) * day;
  const stamp = join(directory, 'written');
  const content = `edition ${edition}, up to ${new Date(to).toISOString()}\n`;
  if ((await readFile(stamp, 'utf8').catch(() => '')) === content) return;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await rm(stamp, { force: true });
  await Promise.all(
    organisation.map(async (habits) => {
      const target = repositoryDirectory(directory, habits);
      const unfinished = `${target}.unfinished`;
      await rm(unfinished, { recursive: true, force: true });
      await git(['init', '--bare', '--quiet', '--template=', '--object-format=sha1', unfinished]);
      await git([`--git-dir=${unfinished}`, 'symbolic-ref', 'HEAD', 'refs/heads/main']);
      const input = fastImport(history(habits, { from: to - historyLength, to }));
      await git([`--git-dir=${unfinished}`, 'fast-import', '--quiet', '--done'], input);
      await rm(target, { recursive: true, force: true });
      await rename(unfinished, target);
    })
  );
  await writeFile(stamp, content);
}

async function git(args: readonly string[], input = ''): Promise<void> {
  const child = spawn('git', args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  child.stdin.on('error', () => undefined); // git ended early: its own words say why
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(`the demo's histories cannot be written: git ended with ${code}: ${complaint.trim()}`);
}
