import {
  AxisPlacement,
  LineInterpolation,
  StackingConfigBuilder,
  StackingMode,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import type * as table from '@grafana/grafana-foundation-sdk/table';
import type * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { colors, workColors } from '../colors.ts';
import { chart, type Place, placed, rows, width } from '../panels.ts';
import { daily, prometheus, waymark } from '../queries.ts';

/** Panels that more than one board shows, each with an id of its own board. */
type At = Pick<Place, 'id' | 'size'>;

export function workInProgress(at: At): timeseries.PanelBuilder {
  const panel = kinds(chart())
    .unit('none')
    .decimals(0)
    .interval('1d')
    .lineInterpolation(LineInterpolation.StepAfter)
    .lineWidth(0)
    .fillOpacity(75)
    .stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group('A'))
    .overrideByName('agreed limit', [
      color(colors.text),
      { id: 'custom.stacking', value: { mode: 'none', group: 'limit' } },
      { id: 'custom.fillOpacity', value: 0 },
      { id: 'custom.lineWidth', value: 2 },
      { id: 'custom.lineStyle', value: { fill: 'dash', dash: [8, 6] } },
    ]);
  return placed(
    panel,
    {
      ...at,
      title: 'Work in progress against the agreed limit',
      help: {
        what: 'Items that are started and not finished, by kind, at the end of each day; dashed, the limit as the team agrees on it now.',
        read: 'More in progress means that each waits longer, whoever works harder. A stack above the line is a promise that was not kept, not a failure.',
        ask: 'What can we finish before we start the next?',
      },
    },
    prometheus(`max by (type) (${daily('waymark_flow_load_items{team="$team"}')})`, { legend: '{{type}}' }),
    prometheus('max(last_over_time(waymark_flow_load_limit_items{team="$team"}[2d] @ end() offset -1d))', {
      legend: 'agreed limit',
    })
  );
}

export function inProgressLongest(at: At): table.PanelBuilder {
  return placed(
    rows()
      .overrideByName('Item', [width(200)])
      .overrideByName('Kind', [width(120)])
      .overrideByName('Usual', [width(215)]),
    {
      ...at,
      title: 'What has been in progress longest?',
      help: {
        what: 'The oldest items in progress, with the age that 85 of 100 items of this team finish within.',
        read: 'Orange is past that age. It says that the item is unusual, not that somebody is slow.',
        ask: 'What does it wait for, and who can help? Or should it be dropped?',
      },
    },
    waymark({ kind: 'items', team: '$team' })
  );
}

/** The same colour for a kind of work in every chart. */
export function kinds(panel: timeseries.PanelBuilder): timeseries.PanelBuilder {
  for (const [kind, ink] of Object.entries(workColors)) panel.overrideByName(kind, [color(ink)]);
  return panel;
}

export const color = (fixedColor: string): DynamicConfigValue => ({
  id: 'color',
  value: { mode: 'fixed', fixedColor },
});

/** A series of a second unit, with its axis on the right. */
export const onTheRight = (unit: string, fixedColor: string): DynamicConfigValue[] => [
  { id: 'unit', value: unit },
  { id: 'custom.axisPlacement', value: AxisPlacement.Right },
  color(fixedColor),
];
