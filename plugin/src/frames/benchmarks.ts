import type { DataFrame } from '@grafana/data';
import type { Benchmark, Benchmarks, Catalog } from '@waymark/exporter/contract';
import { displayOf, shown } from './display';
import { gauge, table, text } from './table';
import { colors } from './words';

/** What others answered, in the survey's own words; grey, as it is context and no target. */
export function benchmarksFrame({ items }: Benchmarks, catalog: Catalog): DataFrame {
  const entry = ({ measure }: Benchmark) => catalog.items.find(({ name }) => name === measure);
  const here = (row: Benchmark) => {
    const found = entry(row);
    return row.value === undefined || found === undefined
      ? 'too little data'
      : shown(row.value, displayOf(found, row.value));
  };
  const columns = [
    text<Benchmark>('Measure', (row) => entry(row)?.title ?? row.measure),
    text<Benchmark>('Here, 90 days', here, { width: 130 }),
    text<Benchmark>('Answer group of the survey', ({ group }) => group ?? '–'),
    gauge<Benchmark>('This group or a better one', ({ top_share }) => top_share, {
      unit: 'percentunit',
      max: 1,
      decimals: 0,
      color: colors.context,
    }),
  ];
  const sources = [
    ...new Set(items.map(({ edition, source, licence, label }) => `${label} ${edition}: ${source} (${licence}).`)),
  ];
  return table({
    name: 'What others answered',
    rows: items,
    columns,
    empty: 'No survey asks about what is measured here',
    notices: sources.map((text) => ({ severity: 'info', text })),
  });
}
