import * as bargauge from '@grafana/grafana-foundation-sdk/bargauge';
import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import {
  BarGaugeDisplayMode,
  BarGaugeValueMode,
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  type DataSourceRef,
  LegendDisplayMode,
  LegendPlacement,
  ReduceDataOptionsBuilder,
  TableCellHeight,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizOrientation,
  VizTextDisplayOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import type { DynamicConfigValue, Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import * as stat from '@grafana/grafana-foundation-sdk/stat';
import * as table from '@grafana/grafana-foundation-sdk/table';
import * as timeseries from '@grafana/grafana-foundation-sdk/timeseries';
import { byThreshold, steps } from './colors.ts';
import type { Query } from './queries.ts';

/** What a panel is, how to read it and what to ask next: the text behind its "i". */
export type Help = { readonly what: string; readonly read: string; readonly ask: string };
/** A panel's place and words. `id` stays for ever: links to a panel hold it. */
export type Place = {
  readonly id: number;
  readonly title: string;
  /** In units of a 24th of the width, and of 30 pixels. */
  readonly size: readonly [w: number, h: number];
  readonly help: Help;
};

interface Placeable extends Builder<Panel> {
  id(id: number): this;
  title(title: string): this;
  description(description: string): this;
  span(w: number): this;
  height(h: number): this;
}

interface Asking extends Placeable {
  datasource(datasource: DataSourceRef): this;
  targets(targets: Builder<Dataquery>[]): this;
}

/** Puts a panel with its words and queries on the board; all its queries ask one data source. */
export function placed<P extends Asking>(panel: P, place: Place, query: Query, ...more: readonly Query[]): P {
  const targets = [query, ...more].map((one, index) => one.build(String.fromCharCode(65 + index)));
  return described(panel, place).datasource(query.source).targets(targets);
}

/** For a panel that asks nothing of a data source. */
export function described<P extends Placeable>(panel: P, place: Place): P {
  const { id, title, size, help } = place;
  return panel.id(id).title(title).description(helpText(help)).span(size[0]).height(size[1]);
}

function helpText({ what, read, ask }: Help): string {
  return `**What** ${what}\n\n**Read** ${read}\n\n**Ask** ${ask}`;
}

const last = (fields: string) => new ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields(fields);

/** An answer in words: the plugin's only field, with its colour. */
export function words(): stat.PanelBuilder {
  return answer().reduceOptions(last('/.*/'));
}

/** One number; orange comes from thresholds that the panel sets. */
export function answer(): stat.PanelBuilder {
  return new stat.PanelBuilder()
    .reduceOptions(last(''))
    .graphMode(BigValueGraphMode.None)
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.Value)
    .text(new VizTextDisplayOptionsBuilder().valueSize(30))
    .thresholds(steps('text'))
    .colorScheme(byThreshold());
}

/** A value of now over its own course, with the verdict as its name. */
export function tile(): stat.PanelBuilder {
  return new stat.PanelBuilder()
    .reduceOptions(last(''))
    .graphMode(BigValueGraphMode.Area)
    .colorMode(BigValueColorMode.Value)
    .textMode(BigValueTextMode.ValueAndName)
    .wideLayout(false)
    .text(new VizTextDisplayOptionsBuilder().titleSize(13).valueSize(26))
    .thresholds(steps('text'));
}

/** A column's width in pixels. */
export const width = (pixels: number): DynamicConfigValue => ({ id: 'custom.width', value: pixels });

/** The goals of a team: names get as much room as they need, so that what comes next stays on one line. */
export function goalRows(): table.PanelBuilder {
  return rows()
    .overrideByName('Goal', [width(320)])
    .overrideByName('Status', [width(125)]);
}

export function rows(): table.PanelBuilder {
  return new table.PanelBuilder().cellHeight(TableCellHeight.Sm).showHeader(true).thresholds(steps('text'));
}

/** Lines over time; a value far from the pointer is not shown as if it were there. */
export function chart(): timeseries.PanelBuilder {
  return new timeseries.PanelBuilder()
    .tooltip({
      build: () => ({ ...new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).build(), hoverProximity: 30 }),
    })
    .legend(legend())
    .axisSoftMin(0)
    .lineWidth(2)
    .showPoints(VisibilityMode.Never);
}

/** A legend below the chart; `calcs` as in `lastNotNull` are written beside each name. */
export function legend(...calcs: readonly string[]): VizLegendOptionsBuilder {
  return new VizLegendOptionsBuilder()
    .showLegend(true)
    .displayMode(LegendDisplayMode.List)
    .placement(LegendPlacement.Bottom)
    .calcs([...calcs]);
}

/** Shares with a tick every tenth: Grafana takes the decimals of the values for the axis, too. */
export function tenths(panel: timeseries.PanelBuilder): timeseries.PanelBuilder {
  return panel.overrideByRegexp('.*', [{ id: 'decimals', value: 1 }]);
}

/** Horizontal bars of what is now. */
export function bars(): bargauge.PanelBuilder {
  return new bargauge.PanelBuilder()
    .orientation(VizOrientation.Horizontal)
    .displayMode(BarGaugeDisplayMode.Basic)
    .valueMode(BarGaugeValueMode.Text)
    .reduceOptions(last(''))
    .text(new VizTextDisplayOptionsBuilder().titleSize(13).valueSize(14))
    .colorScheme(byThreshold());
}

/**
 * On a board that ends in the future an instant query finds nothing and small charts have a gap: such a panel looks at
 * the half year that is over.
 */
export function halfYear<P extends { timeFrom(span: string): P; hideTimeOverride(hide: boolean): P }>(panel: P): P {
  return panel.timeFrom('26w').hideTimeOverride(true);
}
