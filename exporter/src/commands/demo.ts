import { join } from 'node:path';
import type { Config } from '#config/config.ts';
import type { LoadOptions } from '#config/load.ts';
import { demoConfiguration } from '#demo/configuration.ts';
import { writeDemo } from '#demo/write.ts';
import { localDirectory } from './open.ts';

/** Writes the git history of the demo where the store is, and gives its sections of the configuration. */
export async function prepareDemo(config: Config, now: number): Promise<NonNullable<LoadOptions['demo']>> {
  const directory = join(localDirectory(config), 'demo');
  await writeDemo(now, directory);
  return demoConfiguration(now, directory);
}
