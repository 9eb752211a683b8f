import type { DataFrame } from '@grafana/data';
import type { CatalogEntry, Series, Summary } from '@waymark/exporter/contract';
import { displayOf, shown, type Display } from './display';
import { line } from './lines';
import { boardUrl } from './links';
import { hidden, pill, sparkline, table, text } from './table';
import { counted, verdicts } from './words';

type Standing = Summary['measures'][number];
export type NumberRow = {
  readonly entry: CatalogEntry;
  readonly standing: Standing;
  readonly course?: Series | undefined;
};

/** What the five count; of every other measure only the count itself is told. */
const counts: Readonly<Record<string, string>> = {
  deployment_frequency: 'deployment',
  change_lead_time: 'change',
  failed_deployment_recovery_time: 'failure',
  change_fail_rate: 'deployment',
  deployment_rework_rate: 'deployment',
};

/** The window that intervals and n are told of. */
const main = '28d';

/** Measures by their windows, side by side: how sure, from how much, and whether they moved. */
export function numbersFrame(rows: readonly NumberRow[], team: string): DataFrame {
  const windows = [...new Set(rows.flatMap(({ standing }) => Object.keys(standing.windows)))].sort(
    (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)
  );
  const columns = [
    text<NumberRow>('Measure', ({ entry }) => entry.title, {
      link: { title: 'See the trend', url: '${__data.fields.url}' },
    }),
    ...windows.map((window) =>
      text<NumberRow>(
        window.replace('d', ' days'),
        (row) => {
          const value = row.standing.windows[window]?.value;
          return value === undefined ? 'too little' : shown(value, displayed(row));
        },
        { width: 110, align: 'right' }
      )
    ),
    text<NumberRow>('95% sure it lies in', (row) => between(row.standing.windows[main], displayed(row))),
    text<NumberRow>('From', from),
    text<NumberRow>('Usual range', (row) => usual(row.standing.usual, displayed(row))),
    pill<NumberRow>('Change', ({ standing }) => verdicts[standing.verdict], Object.values(verdicts), { width: 155 }),
    sparkline<NumberRow>('Course', (row) =>
      row.course === undefined || row.course.points.length < 2
        ? undefined
        : line(
            'course',
            row.course.points.map(({ time, value }) => [Date.parse(time), value]),
            displayed(row),
            {}
          )
    ),
    hidden<NumberRow>('url', () => boardUrl('dora', { team })),
  ];
  return table({ name: 'Numbers', rows, columns, empty: 'No measure has data yet' });
}

function displayed({ entry, standing }: NumberRow): Display {
  return displayOf(entry, (standing.windows[main] ?? Object.values(standing.windows)[0])?.value);
}

function between(window: Standing['windows'][string] | undefined, display: Display): string {
  if (window?.low === undefined || window.high === undefined) return '–';
  return `${shown(window.low, display)} to ${shown(window.high, display)}`;
}

function usual(range: Standing['usual'], display: Display): string {
  return range === undefined ? '–' : `${shown(range.lower, display)} to ${shown(range.upper, display)}`;
}

function from({ entry, standing }: NumberRow): string {
  const n = standing.windows[main]?.n ?? 0;
  const thing = counts[entry.name];
  return thing === undefined ? `n ${n}` : counted(n, thing);
}
