import { createDataFrame, FieldType, MappingType, ThresholdsMode, type DataFrame } from '@grafana/data';
import type { Goal } from '@waymark/exporter/contract';
import { colors, statuses } from './words';

/** The chance of a goal over time, over the zones of the three statuses. */
export function chanceFrame({ history, next }: Goal): DataFrame {
  const { probability } = history;
  const blue = { mode: 'fixed', fixedColor: colors.better };
  const dash = { lineWidth: 1, lineStyle: { fill: 'dash', dash: [2, 5] }, showPoints: 'never' };
  const shared = { unit: 'percentunit', min: 0, max: 1, decimals: 0, color: blue };
  const zones = [
    { value: -Infinity, color: 'rgba(255, 152, 48, 0.10)' },
    { value: 0.4, color: 'rgba(250, 222, 42, 0.08)' },
    { value: 0.7, color: 'rgba(87, 148, 242, 0.12)' },
  ];
  const stretched = probability.some(({ stretch }) => stretch !== undefined);
  return createDataFrame({
    name: 'Chance',
    meta: {
      preferredVisualisationType: 'graph',
      notices: probability.length > 0 ? [] : [{ severity: 'info', text: `No chance has been worked out yet: ${next}` }],
    },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: probability.map(({ time }) => Date.parse(time)) },
      {
        name: 'chance of target',
        type: FieldType.number,
        config: {
          ...shared,
          displayName: 'chance of target',
          custom: { lineWidth: 2, showPoints: 'auto', thresholdsStyle: { mode: 'area' } },
          thresholds: { mode: ThresholdsMode.Absolute, steps: zones },
        },
        values: probability.map(({ target }) => target),
      },
      ...(stretched
        ? [
            {
              name: 'chance of stretch',
              type: FieldType.number,
              config: { ...shared, displayName: 'chance of stretch', custom: dash },
              values: probability.map(({ stretch }) => stretch ?? null),
            },
          ]
        : []),
    ],
  });
}

const options = Object.fromEntries(Object.values(statuses).map(({ text, color }, index) => [text, { color, index }]));

/** The status of each goal over time, a row a goal; it ends at now, as a state is painted to the end of the range. */
export function statusHistoryFrames(goals: readonly Goal[], now: number): DataFrame[] {
  return [...goals]
    .filter(({ history }) => history.status.length > 0)
    .sort((a, b) => b.start.localeCompare(a.start))
    .map(({ title, history }) =>
      createDataFrame({
        name: title,
        fields: [
          {
            name: 'time',
            type: FieldType.time,
            config: {},
            values: [...history.status.map(({ time }) => Date.parse(time)), now],
          },
          {
            name: title,
            type: FieldType.string,
            config: {
              displayName: title,
              mappings: [{ type: MappingType.ValueToText, options }],
              custom: { fillOpacity: 85, lineWidth: 0 },
            },
            values: [...history.status.map(({ status }) => statuses[status].text), null],
          },
        ],
      })
    );
}
