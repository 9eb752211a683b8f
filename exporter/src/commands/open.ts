import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#config/config.ts';
import type { CollectedSource } from '#pipeline/collector.ts';
import type { Database } from '#store/database.ts';
import { storeHeld } from '#store/errors.ts';
import { openStore } from '#store/open.ts';

/** Opens the store that the configuration names. */
export function openConfigured({ storage }: Config): Promise<Database> {
  return openStore(storage.kind === 'directory' ? { directory: storage.directory } : { postgres: storage.url() });
}

/**
 * The same for a process that will write: a directory serves one such process at a time, a server any number.
 * Throws StoreError `held` where another one has it.
 */
export async function openForWriting(config: Config): Promise<Database> {
  const database = await openConfigured(config);
  if (config.storage.kind === 'directory' && !(await database.lock('writer'))) {
    await database.close();
    throw storeHeld(config.storage.directory);
  }
  return database;
}

/** Where files of our own may lie: the store's directory, or, where a server is the store, the user's cache. */
export function localDirectory({ storage }: Config): string {
  return storage.kind === 'directory' ? storage.directory : join(homedir(), '.cache', 'waymark');
}

/** Makes every configured source, without touching the outer world. */
export function createSources(config: Config): CollectedSource[] {
  const withPaths = new Set(
    config.teams.flatMap(({ owns }) => owns.filter(({ paths }) => paths).map(({ repository }) => repository))
  );
  return config.sources.map(({ name, type, configuration }) => ({
    type: type.key,
    source: type.create(configuration, {
      cacheDirectory: join(localDirectory(config), 'cache', encodeURIComponent(name)),
      configDirectory: config.directory,
      secret: config.secret,
      withPaths,
    }),
  }));
}
