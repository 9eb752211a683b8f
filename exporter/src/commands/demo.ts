import { join } from 'node:path';
import type { Config } from '#config/config.ts';
import type { LoadOptions } from '#config/load.ts';
import { demoConfiguration } from '#demo/configuration.ts';
import { writeDemo } from '#demo/write.ts';
import { localDirectory } from './open.ts';

type Sections = NonNullable<LoadOptions['demo']>;

/** Writes the demo organisation's histories where the store is, and gives its sections of the configuration. */
export async function prepareDemo(config: Config, now: number): Promise<Sections> {
  await writeDemo(now, directoryOf(config));
  return demoSections(config, now);
}

/** Its sections of the configuration alone: nothing is written. */
export function demoSections(config: Config, now: number): Sections {
  return demoConfiguration(now, directoryOf(config));
}

function directoryOf(config: Config): string {
  return join(localDirectory(config), 'demo');
}
