import { teamBacktest, type BacktestRow, throughputBacktest, type ThroughputRow } from '#pipeline/backtest.ts';
import { ownedBy, readStoreState } from '#pipeline/ownership.ts';
import { readSlice } from '#store/slices.ts';
import { configuration, configurationFile, settingsOf } from './configuration.ts';
import { createSources, openConfigured } from './open.ts';

/** Prints how good the forecasts would have been, from what is stored: nothing is collected. */
export async function backtest(
  named: string | undefined,
  format: 'table' | 'json',
  now: () => number
): Promise<number> {
  const config = configuration(configurationFile(named));
  const database = await openConfigured(config);
  try {
    const sources = createSources(config).map(({ source }) => source);
    const { options } = settingsOf(config);
    const state = await readStoreState(database, sources);
    const rows: BacktestRow[] = [];
    const counts: ThroughputRow[] = [];
    for (const team of config.teams) {
      const { repositories, coverage } = ownedBy(team, state, sources);
      const slice = await readSlice(database, repositories, -Infinity, coverage, options.objectives);
      rows.push(...teamBacktest(team, slice, options, now()));
      if (format === 'table') counts.push(...throughputBacktest(team, slice, now()));
    }
    if (format === 'json') process.stdout.write(`${JSON.stringify(rows)}\n`);
    else if (rows.length > 0)
      process.stdout.write(`${head}${table(rows)}${counts.length > 0 ? countsHead : ''}${table(counts)}`);
    if (rows.length > 0) return 0;
    process.stderr.write('no history is long enough to look back on: collect first, 20 weeks or more are needed\n');
    return 1;
  } finally {
    await database.close();
  }
}

/** Explained once at the top, as few read such scores every day. */
const head =
  'mase: misses ÷ those of "nothing changes", below 1 is better. pinball: loss at 10, 50 and 90 %, in the unit of the\n' +
  'measure. coverage80: should be 0.8. brier: of chances, 0 is best; brier_base_rate: of always saying how often it came.\n\n';

const countsHead =
  '\nHow many changes or items come in the next weeks: coverage85, of "at least so many with 85 %", should be 0.85. wape:\n' +
  'misses ÷ what came; wape_bootstrap: of drawing the last 12 weeks again.\n\n';

type Cell = string | number | null;

function table(rows: readonly Readonly<Record<string, Cell>>[]): string {
  if (rows.length === 0) return '';
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => text(row[column] ?? null)))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => (line[index] ?? '').length)));
  const lines = cells.map((line) =>
    line
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  );
  return `${lines.join('\n')}\n`;
}

function text(value: Cell): string {
  if (value === null) return '–';
  return typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(3) : String(value);
}
