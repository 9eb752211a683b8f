import { createDataFrame, FieldType, type DataFrame } from '@grafana/data';
import type { SeriesBy, Stages } from '@waymark/exporter/contract';
import { gauge, pill, table, text } from './table';
import { colors, stageWords, verdicts } from './words';
import { nothing } from './measured';

type Stage = Stages['stages'][number];
const hour = 3600;

/** Each step's share of the total time, over time: blue works, orange and yellow wait. */
export function stagesFrame({ items }: SeriesBy): DataFrame {
  const times = [...new Set(items.flatMap(({ points }) => points.map(({ time }) => time)))].sort();
  const fields = items.map(({ stage, points }) => {
    const { text, color } = stageWords[stage as Stage['stage']];
    const values = new Map(points.map(({ time, value }) => [time, value]));
    return {
      name: text,
      type: FieldType.number,
      config: {
        displayName: text,
        unit: 'percentunit',
        decimals: 0,
        color: { mode: 'fixed', fixedColor: color },
        custom: { lineWidth: 0, fillOpacity: 85, showPoints: 'never', stacking: { mode: 'percent', group: 'A' } },
      },
      values: times.map((time) => values.get(time) ?? null),
    };
  });
  return createDataFrame({
    name: 'Share of the total time',
    meta: { preferredVisualisationType: 'graph', notices: nothing(times, 'share of a step') },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: times.map((time) => Date.parse(time)) },
      ...fields,
    ],
  });
}

/** The medians of each step now and before, as gauges on one scale, and which of them moved. */
export function stepsFrame({ stages }: Stages): DataFrame {
  const max = Math.max(1, ...stages.flatMap(({ now, before }) => [now?.value ?? 0, before?.value ?? 0])) / hour;
  const look = { unit: 'suffix:h', decimals: 1, max, width: 135 };
  const hours = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds / hour);
  const columns = [
    text<Stage>('Step', ({ stage }) => stageWords[stage].text, { width: 115 }),
    gauge<Stage>('Median now', ({ now }) => hours(now?.value), { ...look, color: colors.better }),
    gauge<Stage>('Half a year ago', ({ before }) => hours(before?.value), { ...look, color: colors.context }),
    text<Stage>('95% sure, now', ({ now }) => interval(now)),
    pill<Stage>('Change', ({ verdict }) => verdicts[verdict], Object.values(verdicts), { width: 155 }),
  ];
  return table({ name: 'Steps', rows: stages, columns, empty: 'No change has been delivered yet' });
}

function interval(now: Stage['now']): string {
  if (now?.low === undefined || now.high === undefined) return `too little data (n ${now?.n ?? 0})`;
  return `${(now.low / hour).toFixed(1)} to ${(now.high / hour).toFixed(1)} h (n ${now.n})`;
}
