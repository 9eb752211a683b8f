import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '#config/config.ts';
import type { LoadOptions } from '#config/load.ts';
import { demoConfiguration } from '#demo/configuration.ts';
import { writeDemo } from '#demo/write.ts';

/** Writes the demo organisation's histories where the store is, and gives its sections of the configuration. */
export async function prepareDemo({ storage }: Config, now: number): Promise<NonNullable<LoadOptions['demo']>> {
  const base = storage.kind === 'directory' ? storage.directory : join(homedir(), '.cache', 'waymark');
  const directory = join(base, 'demo');
  await writeDemo(now, directory);
  return demoConfiguration(now, directory);
}
