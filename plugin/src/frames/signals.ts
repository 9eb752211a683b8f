import type { DataFrame } from '@grafana/data';
import type { Catalog, Signal } from '@waymark/exporter/contract';
import { age } from './headline';
import { boardUrl } from './links';
import { hidden, pill, table, text } from './table';
import { directions } from './words';

/** What really changed in both directions; what waits for an answer comes first, the oldest on top. */
export function signalsFrame(signals: readonly Signal[], catalog: Catalog): DataFrame {
  const title = (signal: Signal) => catalog.items.find(({ name }) => name === signal.measure)?.title ?? signal.measure;
  const rows = [...signals].sort((a, b) => waiting(b) - waiting(a) || b.since.localeCompare(a.since));
  const columns = [
    pill<Signal>('Change', ({ direction }) => directions[direction], Object.values(directions), { width: 100 }),
    text<Signal>('Measure', title, { width: 230, link: { title: 'See the trend', url: '${__data.fields.url}' } }),
    text<Signal>('What the data say', ({ text }) => text),
    text<Signal>('Question', ({ question }) => question),
    text<Signal>('Waiting', waitingText, { width: 110 }),
    hidden<Signal>('url', ({ team, url }) => url ?? boardUrl('dora', { team })),
  ];
  return table({ name: 'Signals', rows, columns, empty: 'Nothing beyond the usual in 13 weeks' });
}

function waiting({ answered_at, waiting_seconds }: Signal): number {
  return answered_at === undefined && waiting_seconds !== undefined ? 1 + waiting_seconds : 0;
}

function waitingText({ answered_at, waiting_seconds }: Signal): string {
  if (answered_at !== undefined) return 'answered';
  // A run of weeks is a note: it may be read, and waits for nobody.
  return waiting_seconds === undefined ? 'a note' : age(waiting_seconds);
}
