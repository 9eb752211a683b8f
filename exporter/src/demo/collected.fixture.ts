import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Config } from '#config/config.ts';
import { loadConfig } from '#config/load.ts';
import { pullSource } from '#pipeline/collect.ts';
import type { ComputeSettings } from '#pipeline/compute.ts';
import { sourceTypes } from '#sources/index.ts';
import type { Source } from '#sources/source.ts';
import type { Database } from '#store/database.ts';
import { openStore } from '#store/open.ts';
import { demoConfiguration } from './configuration.ts';
import { demo } from './source.ts';
import { writeDemo } from './write.ts';

export type Collected = {
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly settings: ComputeSettings;
  readonly database: Database;
  readonly end: () => Promise<void>;
};

/** All that the demo's tools tell by a time, in a store of its own. */
export async function collectDemo(now: number): Promise<Collected> {
  const directory = mkdtempSync(join(tmpdir(), 'waymark-demo-'));
  await writeDemo(now, directory);
  const sections = demoConfiguration(now, directory);
  const { config } = loadConfig(undefined, { types: [...sourceTypes, demo], env: {}, demo: sections });
  const withPaths = new Set(['acme/platform']);
  const environment = { cacheDirectory: directory, configDirectory: directory, secret: () => undefined, withPaths };
  const sources = config.sources.map(({ type, configuration }) => type.create(configuration, environment));
  const database = await openStore({ directory: join(directory, 'store') });
  for (const source of sources) {
    const result = await pullSource(database, source, { now: () => now, signal: new AbortController().signal });
    expect(result).toMatchObject({ outcome: 'done', skipped: 0, unlinked: [] });
  }
  return {
    config,
    sources,
    settings: {
      windows: config.windows,
      options: { leadTimeFrom: 'first_commit', bots: 'out', objectives: config.objectives },
    },
    database,
    async end() {
      await database.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
