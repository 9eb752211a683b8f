import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Config } from './config.ts';
import { loadConfig, type LoadOptions } from './load.ts';
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
function watching(file: string, demo: LoadOptions['demo'] = {}) {
  const told: (Config | Error)[] = [];
  let wake = (): void => undefined;
  const tell = (what: Config | Error): void => {
    told.push(what);
    wake();
  };
  const load = (): Config => loadConfig(file, { types: [], env: {}, demo }).config;
  const { goalFiles } = existsSync(file) ? load() : {};
  watch = watchConfig({ file, goalFiles, load, onChange: tell, onError: tell, debounce: 10 });
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

describe('files of goals', () => {
  /** A configuration whose goals the demo's sections leave alone. */
  const main = 'goals: goals/*.yaml\n';
  const goal = (id: string, due = '2026-10-01'): string =>
    `{ id: ${id}, team: a, objective: o, why: w, measure: change_lead_time, target: 1h, start: 2026-07-01, due: ${due} }`;
  const ids = (what: Config | Error): unknown => (what instanceof Error ? what : what.goals.map(({ id }) => id));
  const sections = { teams: [{ team: 'a', owns: [{ repository: 'r' }] }], goals: 'goals/*.yaml' };

  test('one that is written, added or removed is read, even where their directory was not there', async () => {
    const file = join(directory, 'waymark.yaml');
    writeFileSync(file, main);
    const { next } = watching(file, sections);
    mkdirSync(join(directory, 'goals'));
    writeFileSync(join(directory, 'goals', 'a.yaml'), goal('a'));
    expect(ids(await next())).toEqual(['a']);
    writeFileSync(join(directory, 'goals', 'b.yaml'), `- ${goal('b')}\n- ${goal('c')}\n`);
    expect(ids(await next())).toEqual(['a', 'b', 'c']);
    rmSync(join(directory, 'goals', 'a.yaml'));
    expect(ids(await next())).toEqual(['b', 'c']);
  });

  test('a bad one is told, and the good one after it taken', async () => {
    const file = join(directory, 'waymark.yaml');
    mkdirSync(join(directory, 'goals'));
    writeFileSync(join(directory, 'goals', 'a.yaml'), goal('a'));
    writeFileSync(file, main);
    const { next } = watching(file, sections);
    writeFileSync(join(directory, 'goals', 'a.yaml'), goal('a', '2026-01-01'));
    expect(await next()).toHaveProperty('message', expect.stringContaining('a.yaml:1:'));
    writeFileSync(join(directory, 'goals', 'a.yaml'), goal('b'));
    expect(ids(await next())).toEqual(['b']);
  });
});
