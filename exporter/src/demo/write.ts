import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryDirectory } from './configuration.ts';
import { eraOf } from './era.ts';
import { gitHistory } from './git-history.ts';
import { fastImport } from './objects.ts';
import { delivery, randomOf } from './organisation.ts';
import type { DemoHistory } from './repository.ts';
import { gitTeam, teams } from './teams.ts';
import { startOfDay } from './working-time.ts';

/** Changes with what the history holds, so that a newer Waymark writes its own. */
const edition = 2;
/** The share of its pull requests that the team squashes. */
const squashed = 0.6;

/**
 * Writes the history of the team that is read from git into a directory of its own, up to the beginning of today in UTC.
 * The same day gives the same history, the next day of the month adds to it, and what is there already is left alone.
 * Throws where git is missing or fails.
 */
export async function writeDemo(now: number, directory: string): Promise<void> {
  const until = startOfDay(now);
  const stamp = join(directory, 'written');
  const content = `edition ${edition}, up to ${new Date(until).toISOString()}\n`;
  if ((await readFile(stamp, 'utf8').catch(() => '')) === content) return;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await rm(stamp, { force: true });
  const target = repositoryDirectory(directory);
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await git(['init', '--bare', '--quiet', '--template=', '--object-format=sha1', unfinished]);
  await git([`--git-dir=${unfinished}`, 'symbolic-ref', 'HEAD', 'refs/heads/main']);
  await git([`--git-dir=${unfinished}`, 'fast-import', '--quiet', '--done'], fastImport(historyUntil(until)));
  await rm(target, { recursive: true, force: true });
  await rename(unfinished, target);
  await writeFile(stamp, content);
}

/** The history as it was at a time. */
function historyUntil(until: number): DemoHistory {
  const era = eraOf(until);
  const [habits] = teams.filter(({ team }) => team === gitTeam);
  if (!habits) throw new Error(`the demo has no team ${gitTeam}`);
  return gitHistory(delivery(habits, era), { from: era.from, until, squashed }, randomOf(habits, 'tell'));
}

async function git(args: readonly string[], input = ''): Promise<void> {
  const child = spawn('git', args, { stdio: ['pipe', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  child.stdin.on('error', () => undefined); // git ended early: its own words say why
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the demo's history cannot be written: git ended with ${code}: ${complaint.trim()}`);
}
