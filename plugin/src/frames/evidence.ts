import type { DataFrame } from '@grafana/data';
import type { Goal } from '@waymark/exporter/contract';
import { table, text } from './table';

type Line = Goal['evidence'][number];

/** All that a goal is based on, each of it to be disputed: for a table without header. */
export function evidenceFrame({ evidence, title }: Goal): DataFrame {
  const columns = [
    text<Line>('About', ({ label }) => label, { width: 130 }),
    text<Line>('What is known', ({ text }) => text),
  ];
  return table({ name: title, rows: evidence, columns, empty: 'Nothing is known of it yet' });
}
