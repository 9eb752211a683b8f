import {
  applyFieldOverrides,
  EventBusSrv,
  FieldType,
  formattedValueToString,
  getFieldDisplayName,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  getMinMaxAndDelta,
  renderMarkdown,
  VizOrientation,
  type DataFrame,
  type Field,
  type GrafanaTheme2,
  type ReduceDataOptions,
  type TimeRange,
} from '@grafana/data';
import * as ui from '@grafana/ui';
import React from 'react';
import type { PanelProps } from './board';
import 'uplot/dist/uPlot.min.css';

const eventBus = new EventBusSrv();
type Props = { frames: DataFrame[]; range: TimeRange; theme: GrafanaTheme2 };

/** Core panels are no package: frames with a time are drawn by the time series of @grafana/ui, others as rows. */
export function Panel({ frames, range, theme }: Props) {
  const shown = applyFieldOverrides({
    data: frames,
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
  const chart = shown.every(
    ({ fields }) => fields[0]?.type === FieldType.time && fields.some(({ type }) => type === FieldType.number)
  );
  return chart && shown.length > 0 ? (
    <Chart {...{ frames: shown, options: {}, range, theme, width: 900, height: 320 }} />
  ) : (
    <Rows {...{ frames: shown, options: {}, theme }} />
  );
}

export function Chart({ frames, options, range, width, height }: PanelProps) {
  const legend = {
    calcs: [],
    displayMode: ui.LegendDisplayMode.List,
    placement: 'bottom' as const,
    showLegend: true,
    ...(options['legend'] as object | undefined),
  };
  return (
    <ui.PanelContextProvider value={{ eventsScope: '', eventBus }}>
      <ui.TimeSeries {...{ frames, timeRange: range, timeZone: 'utc', width, height, legend }} />
    </ui.PanelContextProvider>
  );
}

function valuesOf({ frames, options, theme }: PanelProps) {
  return getFieldDisplayValues({
    data: frames,
    reduceOptions: options['reduceOptions'] as ReduceDataOptions,
    fieldConfig: { defaults: {}, overrides: [] },
    replaceVariables: (text) => text,
    sparkline: options['graphMode'] === 'area',
    theme,
    timeZone: 'utc',
  });
}

export function Stats(props: PanelProps) {
  const { options, theme, width, height } = props;
  const values = valuesOf(props);
  const across = width > height && options['orientation'] !== 'horizontal';
  const size = across ? { width: width / values.length, height } : { width, height: height / values.length };
  return (
    <div style={{ display: 'flex', flexDirection: across ? 'row' : 'column' }}>
      {values.map(({ display, sparkline }, index) => (
        <ui.BigValue
          key={index}
          {...{
            ...size,
            theme,
            value: display,
            ...(sparkline && { sparkline }),
            colorMode: options['colorMode'] as ui.BigValueColorMode,
            graphMode: options['graphMode'] as ui.BigValueGraphMode,
            textMode: options['textMode'] as ui.BigValueTextMode,
            text: options['text'] as object,
            disableWideLayout: options['wideLayout'] === false,
          }}
        />
      ))}
    </div>
  );
}

export function Gauges(props: PanelProps) {
  const { options, theme, width, height } = props;
  const values = valuesOf(props);
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {values.map(({ display, field }, index) => (
        <ui.BarGauge
          key={index}
          {...{
            theme,
            width,
            height: height / values.length - 8,
            field,
            value: display,
            orientation: VizOrientation.Horizontal,
            displayMode: options['displayMode'] as ui.BarGaugeDisplayMode,
            text: options['text'] as object,
            alignmentFactors: getDisplayValueAlignmentFactors(values),
            isOverflow: false,
          }}
        />
      ))}
    </div>
  );
}

type Part = { size: number; color: string; text: string };

/** One line of parts that lie beside one another, after its name. */
function Line({ name, parts, whole, theme }: { name: string; parts: Part[]; whole: number; theme: GrafanaTheme2 }) {
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 8, margin: '4px 0', ...theme.typography.bodySmall }}>
      <div style={{ width: 180 }}>{name}</div>
      <div style={{ display: 'flex', flex: 1 }}>
        {parts.map(({ size, color, text }, index) => (
          <div
            key={index}
            style={{
              width: `${(size / whole) * 100}%`,
              background: color,
              color: theme.colors.getContrastText(color),
              overflow: 'hidden',
              whiteSpace: 'nowrap',
            }}
          >
            {text || '\u00a0'}
          </div>
        ))}
      </div>
    </div>
  );
}

/** Stacked bars, one for each row of the frame. */
export function Bars({ frames: [frame], theme }: PanelProps) {
  if (frame === undefined) return null;
  const [names, ...fields] = frame.fields;
  const shown = (field: Field, row: number) => field.display!(field.values[row]);
  const rows = Array.from({ length: frame.length }, (_, row) =>
    fields.map((field) => ({ size: Number(field.values[row] ?? 0), color: shown(field, row).color ?? '', text: '' }))
  );
  const whole = Math.max(1, ...rows.map((parts) => parts.reduce((sum, { size }) => sum + size, 0)));
  return (
    <>
      {rows.map((parts, row) => (
        <Line key={row} name={String(names!.values[row])} {...{ parts, whole, theme }} />
      ))}
      {fields.map((field) => (
        <span key={field.name} style={{ marginRight: 16 }}>
          <span style={{ color: shown(field, 0).color }}>■</span> {getFieldDisplayName(field, frame)}
        </span>
      ))}
    </>
  );
}

/** A state lasts until the next begins, the last until the range ends. */
export function Timeline({ frames, range, theme }: PanelProps) {
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  return (
    <>
      {frames.flatMap((frame, index) => {
        const [time, ...states] = frame.fields;
        const starts = time!.values.map((one: number) => Math.min(Math.max(one, from), to));
        return states.map((field) => (
          <Line
            key={`${index} ${field.name}`}
            name={getFieldDisplayName(field, frame, frames)}
            parts={[
              { size: (starts[0] ?? to) - from, color: 'rgba(0, 0, 0, 0)', text: '' },
              ...starts.map((start, row) => {
                const { text, color } = field.display!(field.values[row]);
                const size = (starts[row + 1] ?? to) - start;
                const empty = field.values[row] === null || field.values[row] === undefined;
                return empty ? { size, color: 'rgba(0, 0, 0, 0)', text: '' } : { size, color: color ?? '', text };
              }),
            ]}
            {...{ whole: to - from, theme }}
          />
        ));
      })}
    </>
  );
}

type Custom = { hidden?: boolean; hideFrom?: { viz?: boolean }; width?: number; cellOptions?: { type?: string } };

/** Each frame as rows. */
export function Rows({ frames, options, theme }: Pick<PanelProps, 'frames' | 'options' | 'theme'>) {
  const border = `1px solid ${theme.colors.border.weak}`;
  return (
    <>
      {frames.map((frame, index) => {
        const columns = frame.fields
          .map((field) => ({ field, custom: (field.config.custom ?? {}) as Custom }))
          .filter(({ custom }) => custom.hidden !== true && custom.hideFrom?.viz !== true);
        return (
          <table
            key={index}
            style={{ width: '100%', borderCollapse: 'collapse', textAlign: 'left', ...theme.typography.bodySmall }}
          >
            {options['showHeader'] !== false && (
              <thead>
                <tr>
                  {columns.map(({ field, custom: { width } }) => (
                    <th key={field.name} style={{ padding: '2px 6px', width }}>
                      {getFieldDisplayName(field, frame)}
                    </th>
                  ))}
                </tr>
              </thead>
            )}
            <tbody>
              {Array.from({ length: frame.length }, (_, row) => (
                <tr key={row} style={{ borderTop: border }}>
                  {columns.map(({ field, custom }) => (
                    <td key={field.name} style={{ padding: '2px 6px' }}>
                      <Cell {...{ field, row, custom, theme }} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}

function Cell({ field, row, custom, theme }: { field: Field; row: number; custom: Custom; theme: GrafanaTheme2 }) {
  const value: unknown = field.values[row];
  if (value === null || value === undefined) return null;
  if (field.type === FieldType.frame) return <Course frame={value as DataFrame} theme={theme} />;
  const { color = theme.colors.text.primary, percent = 0, ...shown } = field.display!(value);
  const text = formattedValueToString(shown);
  switch (custom.cellOptions?.type) {
    case 'markdown':
      return <div dangerouslySetInnerHTML={{ __html: renderMarkdown(text) }} />;
    case 'pill': {
      const style = { padding: '1px 6px', borderRadius: 4, whiteSpace: 'nowrap' } as const;
      return <span style={{ ...style, background: color, color: theme.colors.getContrastText(color) }}>{text}</span>;
    }
    case 'gauge': {
      const background = `linear-gradient(to right, ${color} ${percent * 100}%, ${theme.colors.background.secondary} 0)`;
      return (
        <div style={{ display: 'flex', gap: 6, whiteSpace: 'nowrap' }}>
          <div style={{ width: 60, background }} />
          {text}
        </div>
      );
    }
    case 'color-text':
      return <span style={{ color }}>{text}</span>;
    default:
      return <>{text}</>;
  }
}

/** A frame in a cell is drawn as its line, between its own lowest and highest. */
function Course({ frame: { fields }, theme }: { frame: DataFrame; theme: GrafanaTheme2 }) {
  const [x, y] = [FieldType.time, FieldType.number].map((type) => fields.find((one) => one.type === type));
  if (y === undefined) return null;
  const range = getMinMaxAndDelta(y);
  const { min, max } = range;
  const own = { ...y, config: { ...y.config, min, max }, state: { range } };
  const config = { custom: { lineColor: theme.colors.text.primary } };
  return <ui.Sparkline {...{ width: 110, height: 24, theme, sparkline: { x, y: own }, config }} />;
}
