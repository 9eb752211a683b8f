import { join } from 'node:path';
import type { Config } from '#config/config.ts';
import type { LoadOptions } from '#config/load.ts';
import { demoConfiguration } from '#demo/configuration.ts';
import { monthName } from '#demo/era.ts';
import { writeDemo } from '#demo/write.ts';
import { localDirectory } from './open.ts';

type Sections = NonNullable<LoadOptions['demo']>;

/**
 * Writes the git history of the demo, and gives its sections of the configuration. Each month has a folder of its own
 * beside the store, with a store in it: what was frozen or written down in another month never meets its facts, and
 * invented facts never meet real ones. On a server there is one store.
 */
export async function prepareDemo(config: Config, now: number): Promise<Sections> {
  await writeDemo(now, directoryOf(config, now));
  return demoSections(config, now);
}

/** Its sections of the configuration alone: nothing is written. */
export function demoSections(config: Config, now: number): Sections {
  const directory = directoryOf(config, now);
  const sections = demoConfiguration(now, directory);
  return config.storage.kind === 'directory' ? { ...sections, storage: join(directory, 'store') } : sections;
}

function directoryOf(config: Config, now: number): string {
  return join(localDirectory(config), 'demo', monthName(now));
}
