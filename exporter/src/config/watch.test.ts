import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Config } from './config.ts';
import { loadConfig } from './load.ts';
import { ConfigError } from './problems.ts';
import { watchConfig, type Watch } from './watch.ts';

let directory: string;
let watch: Watch | undefined;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'waymark-watch-'));
});

afterEach(() => {
  watch?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** What the watch has told, in order; `next` waits for one more. */
function watching(file: string) {
  const told: (Config | Error)[] = [];
  let wake = (): void => undefined;
  const tell = (what: Config | Error): void => {
    told.push(what);
    wake();
  };
  const load = (): Config => loadConfig(file, { types: [], env: {}, demo: {} }).config;
  watch = watchConfig({ file, load, onChange: tell, onError: tell, debounce: 10 });
  let seen = 0;
  const next = async (): Promise<Config | Error> => {
    while (told.length <= seen) await new Promise<void>((resolve) => (wake = resolve));
    const what = told[seen++];
    if (what === undefined) throw new Error('nothing was told');
    return what;
  };
  return { told, next, reload: watch.reload };
}

test('a file that is written anew or replaced by another is read', async () => {
  const file = join(directory, 'waymark.yaml');
  writeFileSync(file, 'bots: out');
  const { next } = watching(file);
  writeFileSync(file, 'bots: in');
  expect(await next()).toMatchObject({ bots: 'in' });
  writeFileSync(join(directory, '.waymark.yaml.swp'), 'bots: out');
  renameSync(join(directory, '.waymark.yaml.swp'), file);
  expect(await next()).toMatchObject({ bots: 'out' });
});

test('a link that is swapped beside it, as Kubernetes does, is followed', async () => {
  for (const [name, bots] of [
    ['..one', 'out'],
    ['..two', 'in'],
  ] as const) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'waymark.yaml'), `bots: ${bots}`);
  }
  symlinkSync('..one', join(directory, '..data'));
  symlinkSync('..data/waymark.yaml', join(directory, 'waymark.yaml'));
  const { next } = watching(join(directory, 'waymark.yaml'));
  symlinkSync('..two', join(directory, '..data_tmp'));
  renameSync(join(directory, '..data_tmp'), join(directory, '..data'));
  rmSync(join(directory, '..one'), { recursive: true });
  expect(await next()).toMatchObject({ bots: 'in' });
});

test('a bad file is told with its problems, and the good one after it taken', async () => {
  const file = join(directory, 'waymark.yaml');
  writeFileSync(file, 'bots: out');
  const { next } = watching(file);
  writeFileSync(file, 'bots: maybe');
  const error = await next();
  expect(error).toBeInstanceOf(ConfigError);
  expect(error).toHaveProperty('message', `${file}:1:7: bots: must be one of: in, out`);
  rmSync(file);
  expect(await next()).toHaveProperty('message', expect.stringContaining('cannot be read (ENOENT)'));
  writeFileSync(file, 'bots: in');
  expect(await next()).toMatchObject({ bots: 'in' });
});

test('what changes nothing, or another file, is not told; a reload is, in any case', async () => {
  const file = join(directory, 'waymark.yaml');
  writeFileSync(file, 'bots: out');
  const { told, next, reload } = watching(file);
  writeFileSync(join(directory, 'other.yaml'), 'bots: in');
  writeFileSync(file, 'bots: out');
  reload();
  expect(await next()).toMatchObject({ bots: 'out' });
  writeFileSync(file, 'bots: in');
  expect(await next()).toMatchObject({ bots: 'in' });
  expect(told).toHaveLength(2);
});

test('a directory that cannot be watched is told', () => {
  const { told } = watching(join(directory, 'none', 'waymark.yaml'));
  expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('SIGHUP') })]);
});
