import {
  createDataFrame,
  FieldType,
  MappingType,
  ThresholdsMode,
  type DataFrame,
  type FieldConfig,
  type QueryResultMetaNotice,
} from '@grafana/data';
import type { Word } from './words';

/** One column of a table over rows. */
export type Column<Row> = {
  readonly name: string;
  readonly type: FieldType;
  readonly value: (row: Row) => unknown;
  readonly config: FieldConfig;
};

/** Widths in pixels, as the table panel counts them; absent: what is left. */
type Look = {
  width?: number;
  align?: 'left' | 'right';
  link?: { title: string; url: string; targetBlank?: boolean } | undefined;
};

const config = ({ width, align, link }: Look, custom: object = {}): FieldConfig => ({
  custom: { ...(width !== undefined && { width }), ...(align !== undefined && { align }), ...custom },
  ...(link !== undefined && { links: [link] }),
});

export function text<Row>(name: string, value: (row: Row) => string | undefined, look: Look = {}): Column<Row> {
  return { name, type: FieldType.string, value, config: config(look, { wrapText: look.width === undefined }) };
}

/** A cell whose Markdown is rendered. */
export function markdown<Row>(name: string, value: (row: Row) => string): Column<Row> {
  return {
    name,
    type: FieldType.string,
    value,
    config: config({}, { cellOptions: { type: 'markdown' }, wrapText: true }),
  };
}

/** What links and other columns read. */
export function hidden<Row>(name: string, value: (row: Row) => string | undefined): Column<Row> {
  return {
    name,
    type: FieldType.string,
    value,
    config: { custom: { hidden: true, hideFrom: { viz: true, legend: true, tooltip: true } } },
  };
}

/** RFC 3339 in, shown as day and month, with the year where `year`. */
export function date<Row>(
  name: string,
  value: (row: Row) => string | undefined,
  look: Look & { year?: boolean } = {}
): Column<Row> {
  const time = (row: Row) => {
    const given = value(row);
    return given === undefined ? undefined : Date.parse(given);
  };
  const unit = look.year === true ? 'time:D MMM YYYY' : 'time:D MMM';
  return {
    name,
    type: FieldType.time,
    value: time,
    config: { unit, ...config({ width: look.year === true ? 115 : 85, ...look }) },
  };
}

/** A pill with its final text, coloured by it. */
export function pill<Row>(
  name: string,
  value: (row: Row) => Word | undefined,
  all: readonly Word[],
  look: Look
): Column<Row> {
  const options = Object.fromEntries(all.map((word, index) => [word.text, { color: word.color, index }]));
  return {
    name,
    type: FieldType.string,
    value: (row) => value(row)?.text,
    config: {
      ...config(look, { cellOptions: { type: 'pill' } }),
      mappings: [{ type: MappingType.ValueToText, options }],
    },
  };
}

/** A bar from `min` to `max` with the value beside it; coloured by `color`, or from `worseFrom` on in orange. */
export function gauge<Row>(
  name: string,
  value: (row: Row) => number | undefined,
  look: Look & { unit: string; max: number; color: string; decimals?: number; from?: { value: number; color: string } }
): Column<Row> {
  const { unit, max, color, decimals, from, ...rest } = look;
  const steps = [{ value: -Infinity, color }, ...(from === undefined ? [] : [from])];
  return {
    name,
    type: FieldType.number,
    value,
    config: {
      ...config(rest, { cellOptions: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' }, align: 'left' }),
      unit,
      min: 0,
      max,
      noValue: '–',
      ...(decimals !== undefined && { decimals }),
      color: { mode: 'thresholds' },
      thresholds: { mode: ThresholdsMode.Absolute, steps },
    },
  };
}

/** A small line without ticks; its own frame in each cell. */
export function sparkline<Row>(name: string, value: (row: Row) => DataFrame | undefined): Column<Row> {
  const cellOptions = { type: 'sparkline', hideValue: true, lineWidth: 1, fillOpacity: 0, lineInterpolation: 'linear' };
  return {
    name,
    type: FieldType.frame,
    value: (row) => {
      const frame = value(row);
      return frame === undefined ? undefined : { ...frame, value: frame.fields[1]?.values.at(-1) as unknown };
    },
    config: { ...config({ width: 110 }, { cellOptions }), noValue: '–', color: { mode: 'fixed', fixedColor: 'text' } },
  };
}

/** Rows as a frame. Without rows `empty` is said in the first column that is plain text, as headers alone say nothing. */
export function table<Row>(options: {
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  empty: string;
  notices?: QueryResultMetaNotice[];
}): DataFrame {
  const { name, rows, columns, empty, notices } = options;
  const plain = columns.find(
    ({ type, config }) => type === FieldType.string && config.links === undefined && !pills(config)
  );
  const fields = columns.map((column) => ({
    name: column.name,
    type: column.type,
    config: column.config,
    values: rows.length > 0 ? rows.map((row) => column.value(row) ?? null) : [column === plain ? empty : null],
  }));
  return createDataFrame({ name, fields, meta: { preferredVisualisationType: 'table', ...(notices && { notices }) } });
}

function pills({ custom }: FieldConfig): boolean {
  const { cellOptions, hidden } = (custom ?? {}) as { cellOptions?: { type: string }; hidden?: boolean };
  return cellOptions?.type === 'pill' || hidden === true;
}
