import {
  applyFieldOverrides,
  EventBusSrv,
  FieldType,
  formattedValueToString,
  type DataFrame,
  type GrafanaTheme2,
  type TimeRange,
} from '@grafana/data';
import * as ui from '@grafana/ui';
import React from 'react';
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
  return chart && shown.length > 0 ? <Chart frames={shown} range={range} theme={theme} /> : <Rows frames={shown} />;
}

function Chart({ frames, range }: Props) {
  const legend = { calcs: [], displayMode: ui.LegendDisplayMode.List, placement: 'bottom' as const, showLegend: true };
  return (
    <ui.PanelContextProvider value={{ eventsScope: '', eventBus }}>
      <ui.TimeSeries
        {...{
          frames,
          timeRange: range,
          timeZone: 'utc',
          width: 900,
          height: 320,
          legend,
        }}
      />
    </ui.PanelContextProvider>
  );
}

function Rows({ frames }: { frames: DataFrame[] }) {
  return (
    <>
      {frames.map((frame, index) => {
        const columns = frame.fields.filter(
          ({ config }) => (config.custom as { hidden?: boolean } | undefined)?.hidden !== true
        );
        return (
          <table key={index} style={{ borderSpacing: 8, textAlign: 'left' }}>
            <thead>
              <tr>
                {columns.map(({ name }) => (
                  <th key={name}>{name}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: frame.length }, (_, row) => (
                <tr key={row}>
                  {columns.map((field) => {
                    const value: unknown = field.values[row];
                    return (
                      <td key={field.name}>
                        {field.type === FieldType.frame || value === null
                          ? ''
                          : formattedValueToString(field.display!(value))}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}
