import { seriesCount } from '#catalog/series-count.ts';
import { assertListenAllowed } from '#config/listen.ts';
import { configuration, configurationFile } from './configuration.ts';

/** Validates the configuration and prints what to expect of it. Problems arrive as a ConfigError. */
export function check(named: string | undefined): number {
  const file = configurationFile(named);
  const config = configuration(file);
  assertListenAllowed(config);
  const { sources, teams, windows, objectives } = config;
  const series = seriesCount(teams.length, windows.length, { objectives });
  process.stdout.write(
    `${file}: good. ${sources.length} sources, ${teams.length} teams, ${windows.length} windows: ` +
      `at most ${series} series of measures.\n`
  );
  return 0;
}
