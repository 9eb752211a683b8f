import { seriesCount } from '#catalog/series-count.ts';
import { knownValues } from '#benchmarks/known-values.ts';
import type { Config } from '#config/config.ts';
import { assertListenAllowed } from '#config/listen.ts';
import { problemText } from '#config/problems.ts';
import { warningsOf } from '#goals/checks.ts';
import { configuration, configurationFile } from './configuration.ts';

/** Validates the configuration and prints what to expect of it. Problems arrive as a ConfigError. */
export function check(named: string | undefined): number {
  const file = configurationFile(named);
  const config = configuration(file);
  assertListenAllowed(config);
  const { sources, teams, windows, objectives, goals } = config;
  for (const line of goalWarnings(config)) process.stdout.write(`${line}\n`);
  const series = seriesCount(teams.length, windows.length, { objectives });
  process.stdout.write(
    `${file}: good. ${sources.length} sources, ${teams.length} teams, ${goals.length} goals, ${windows.length} windows: ` +
      `at most ${series} series of measures.\n`
  );
  return 0;
}

/** What can be said of goals without data, at their places; the API adds what a team's own history says. */
function goalWarnings({ goals, goalProblem }: Config): string[] {
  return goals.flatMap((goal) => {
    const inputs = { baseline: goal.baseline?.value, history: [], weekly: [], benchmarks: knownValues, goals };
    return warningsOf(goal, inputs).map(({ text }) => problemText(goalProblem(goal.id, `a warning: ${text}`)));
  });
}
