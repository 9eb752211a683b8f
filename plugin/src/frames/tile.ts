import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import type { CatalogEntry, Series, Summary } from '@waymark/exporter/contract';
import { boardUrl } from './links';
import { decimalsOf, displayOf } from './display';
import { colors, type Verdict } from './words';

type Standing = Summary['measures'][number];

const names: Readonly<Record<Verdict, string>> = {
  better: '▲ really better',
  worse: '▼ really worse',
  no_clear_change: 'no clear change',
  too_little_data: 'too little data',
};
const inks: Readonly<Record<Verdict, string>> = {
  better: colors.better,
  worse: colors.worse,
  no_clear_change: colors.text,
  too_little_data: colors.context,
};

/** One measure for a stat panel: its course, ending in the value of now; verdict and n are the name. */
export function tileFrame(options: {
  entry: CatalogEntry;
  standing: Standing | undefined;
  window: string;
  points: Series['points'];
  team: string;
  now: number;
}): DataFrame {
  const { entry, standing, window, points, team, now } = options;
  const current = standing?.windows[window];
  const verdict = standing?.verdict ?? 'too_little_data';
  const display = displayOf(entry, current?.value);
  const scaled = points.map(({ time, value }) => [Date.parse(time), value * display.scale] as const);
  const all = [
    ...scaled.filter(([time]) => time < now),
    [now, current === undefined ? null : current.value * display.scale] as const,
  ];
  // Without a value of now the last one would be shown as if it were of now.
  const shown = current === undefined ? [[now, null] as const] : all;
  const most = Math.max(0, ...shown.map(([, value]) => value ?? 0));
  const n = current?.n ?? standing?.n ?? 0;
  return createDataFrame({
    name: entry.title,
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: shown.map(([time]) => time) },
      {
        name: entry.short_title,
        type: FieldType.number,
        config: {
          displayName: current === undefined ? `n ${n}` : `${names[verdict]} · n ${n}`,
          unit: display.unit,
          decimals: decimalsOf(current?.value ?? 0, display),
          noValue: 'too little data',
          min: 0,
          ...(most > 0 && { max: most * 1.1 }),
          color: { mode: 'fixed', fixedColor: current === undefined ? colors.context : inks[verdict] },
          links: [{ title: 'See the trend', url: boardUrl('dora', { team }) }],
        },
        values: shown.map(([, value]) => value),
      },
    ],
  });
}
