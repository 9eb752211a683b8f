import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type PastMoment, pastText } from '#exposition/past.ts';
import { type PastRow, pastRows } from '#pipeline/past.ts';
import { configuration, configurationFile, settingsOf } from './configuration.ts';
import { demoSections } from './demo.ts';
import { createSources, openConfigured } from './open.ts';

export type HistoryOptions = {
  readonly file: string | undefined;
  readonly demo: boolean;
  readonly output: string;
  readonly now: () => number;
};

/** Writes the gauges' past values of every team, one a day, from what is stored: nothing is collected. */
export async function history({ file: named, demo, output, now }: HistoryOptions): Promise<number> {
  const file = configurationFile(named, demo);
  const config = configuration(file, demo ? demoSections(configuration(file, {}), now()) : undefined);
  const database = await openConfigured(config);
  try {
    const sources = createSources(config).map(({ source }) => source);
    const settings = settingsOf(config);
    const rows: PastRow[] = [];
    for (const team of config.teams)
      for (const row of await pastRows(database, sources, settings, team, now())) rows.push(row);
    if (rows.length === 0) {
      process.stderr.write('there is nothing to write yet: collect first, with waymark collect or waymark serve\n');
      return 1;
    }
    await pipeline(Readable.from(pastText(moments(rows))), createWriteStream(output));
    process.stdout.write(`${output}: ${rows.length} values. Load it with: ${loadWith(output)}\n`);
    return 0;
  } finally {
    await database.close();
  }
}

function loadWith(output: string): string {
  return `promtool tsdb create-blocks-from openmetrics --max-block-duration=2000h ${output} DATA_DIRECTORY`;
}

function moments(rows: readonly PastRow[]): PastMoment[] {
  const byTime = new Map<number, PastRow[]>();
  for (const row of rows) {
    const found = byTime.get(row.time);
    if (found) found.push(row);
    else byTime.set(row.time, [row]);
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([time, measures]) => ({ time, measures }));
}
