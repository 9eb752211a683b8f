import { existsSync } from 'node:fs';
import type { Config } from '#config/config.ts';
import { loadConfig, type LoadOptions } from '#config/load.ts';
import type { ComputeSettings } from '#pipeline/compute.ts';
import { demo as demoSource } from '#demo/source.ts';
import { sourceTypes } from '#sources/index.ts';

/** The file that a command reads: the one named, else `waymark.yaml` here; undefined only where defaults will do. */
export function configurationFile(named: string | undefined, optional = false): string | undefined {
  if (named !== undefined) return named;
  return optional && !existsSync('waymark.yaml') ? undefined : 'waymark.yaml';
}

/** What of the configuration the numbers depend on. */
export function settingsOf({ windows, leadTimeFrom, bots, objectives }: Config): ComputeSettings {
  // What no work can serve by itself, such as a mission, has no share of its own.
  const served = objectives.filter(({ work }) => Object.values(work).some((patterns) => patterns.length > 0));
  return { windows, options: { leadTimeFrom, bots, objectives: served } };
}

/** Reads the configuration with this process's environment. Throws ConfigError with every problem at once. */
export function configuration(file: string | undefined, demo?: LoadOptions['demo']): Config {
  const types = demo ? [...sourceTypes, demoSource] : sourceTypes;
  return loadConfig(file, { types, env: process.env, ...(demo && { demo }) }).config;
}
