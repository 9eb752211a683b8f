import {
  applyFieldOverrides,
  FieldConfigOptionsRegistry,
  standardTransformers,
  standardTransformersRegistry,
  transformDataFrame,
  type DataFrame,
  type DataTransformerConfig,
  type FieldConfigPropertyItem,
  type FieldConfigSource,
  type GrafanaTheme2,
  type TimeRange,
} from '@grafana/data';
import * as ui from '@grafana/ui';
import React from 'react';
import { firstValueFrom } from 'rxjs';
import { Bars, Chart, Gauges, Rows, Stats, Timeline } from './panels';

export type BoardPanel = {
  id: number;
  type: string;
  title: string;
  gridPos: { x: number; y: number; w: number; h: number };
  options?: Record<string, unknown>;
  fieldConfig?: FieldConfigSource;
  transformations?: DataTransformerConfig[];
};
type Drawn = BoardPanel & { frames: DataFrame[]; timeRange: TimeRange };
export type PanelProps = {
  frames: DataFrame[];
  options: Record<string, unknown>;
  range: TimeRange;
  theme: GrafanaTheme2;
  width: number;
  height: number;
};

/** Core panels are no package; what `@grafana/ui` has no drawing for is drawn plainly. */
const drawings: Readonly<Record<string, (props: PanelProps) => React.ReactNode>> = {
  barchart: Bars,
  bargauge: Gauges,
  stat: Stats,
  'state-timeline': Timeline,
  table: Rows,
  timeseries: Chart,
};

standardTransformersRegistry.setInit(() =>
  [...new Set(Object.values(standardTransformers))].map((transformation) => ({
    id: transformation.id,
    name: transformation.name,
    transformation,
    editor: () => null,
    imageDark: '',
    imageLight: '',
  }))
);

/** Grafana keeps what a panel's type may set in the panel; here all that a board sets may be set. */
function registryOf({ defaults, overrides }: FieldConfigSource): FieldConfigOptionsRegistry {
  const ids = [
    ...Object.keys(defaults),
    ...Object.keys((defaults.custom as object | undefined) ?? {}).map((name) => `custom.${name}`),
    ...overrides.flatMap(({ properties }) => properties.map(({ id }) => id)),
  ];
  return new FieldConfigOptionsRegistry(() =>
    [...new Set(ids)]
      .filter((id) => id !== 'custom')
      .map((id) => {
        const isCustom = id.startsWith('custom.');
        const path = isCustom ? id.slice('custom.'.length) : id;
        return { id, path, isCustom, name: id, process: (value: unknown) => value, shouldApply: () => true };
      })
      .map((item) => item as unknown as FieldConfigPropertyItem)
  );
}

/** The frames of a panel as it draws them: transformed, with what its JSON says of fields. */
export async function prepared(panel: BoardPanel, frames: DataFrame[], theme: GrafanaTheme2): Promise<DataFrame[]> {
  const fieldConfig = panel.fieldConfig ?? { defaults: {}, overrides: [] };
  return applyFieldOverrides({
    data: await firstValueFrom(transformDataFrame(panel.transformations ?? [], frames)),
    fieldConfig,
    fieldConfigRegistry: registryOf(fieldConfig),
    replaceVariables: (text) => text,
    theme,
    timeZone: 'utc',
  });
}

/** All panels where the board has them: 24 columns, rows of 30 pixels, 8 between them. */
export function Board({ panels, theme, width }: { panels: Drawn[]; theme: GrafanaTheme2; width: number }) {
  const column = width / 24;
  return (
    <div style={{ position: 'relative', height: Math.max(...panels.map(({ gridPos: { y, h } }) => (y + h) * 38)) }}>
      {panels.map(({ id, type, title, gridPos: { x, y, w, h }, options = {}, frames, timeRange }) => {
        const Drawing = drawings[type];
        const size = { width: w * column - 8, height: h * 38 - 8 };
        return (
          <article key={id} style={{ position: 'absolute', left: x * column, top: y * 38, ...size }}>
            {type === 'row' ? (
              <h4>{title}</h4>
            ) : (
              <ui.PanelChrome title={title} {...size} padding={type === 'stat' ? 'none' : 'md'}>
                {(innerWidth: number, innerHeight: number) =>
                  Drawing === undefined ? (
                    <em>{type}</em>
                  ) : (
                    <Drawing
                      {...{ frames, options, theme, range: timeRange, width: innerWidth, height: innerHeight }}
                    />
                  )
                }
              </ui.PanelChrome>
            )}
          </article>
        );
      })}
    </div>
  );
}
