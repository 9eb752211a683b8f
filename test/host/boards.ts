import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

type Target = {
  readonly refId: string;
  readonly expr?: string;
  readonly instant?: boolean;
  readonly format?: string;
  readonly legendFormat?: string;
};
type Variable = { readonly name: string; readonly query: object };
export type Panel = {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly y: number; readonly h: number };
  readonly timeFrom?: string;
  readonly targets?: readonly Target[];
  readonly panels?: readonly Panel[];
};
export type Board = {
  readonly name: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly templating: { readonly list: readonly Variable[] };
  /** All of them, those of closed rows too. */
  readonly panels: readonly Panel[];
};

const folder = resolve(import.meta.dirname, '../../provisioning/dist/grafana/dashboards/waymark');
const unit: Readonly<Record<string, number>> = { d: 86_400_000, w: 7 * 86_400_000 };

export function readBoards(): Board[] {
  return readdirSync(folder).map((file) => {
    const board = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Board;
    const panels = board.panels.flatMap((panel) => [panel, ...(panel.panels ?? [])]);
    return { ...board, panels, name: basename(file, '.json') };
  });
}

/** From and to in milliseconds, of the board or of the panel where that has a time of its own. */
export function rangeOf({ time }: Board, { timeFrom }: Panel, now: number): [number, number] {
  return timeFrom === undefined ? [at(time.from, now), at(time.to, now)] : [at(`now-${timeFrom}`, now), now];
}

function at(text: string, now: number): number {
  const [, sign, count, letter] = /^now(?:([+-])(\d+)([dw]))?$/.exec(text) ?? [];
  if (count === undefined) return now;
  return now + Number(`${sign}${count}`) * unit[letter!]!;
}

type Series = { metric: Record<string, string>; value?: [number, string]; values?: [number, string][] };
type Frame = { refId: string; fields: { name: string; type: string; values: unknown[]; [more: string]: unknown }[] };

/** What Grafana's data source makes of the answers of a Prometheus: a frame a series, or one table a target. */
export async function promFrames(url: string, { targets = [] }: Panel, [from, to]: [number, number], now: number) {
  const frames: Frame[] = [];
  for (const { refId, expr, instant, format, legendFormat } of targets) {
    if (expr === undefined) continue;
    const step = Math.max(15, Math.round((to - from) / 800_000));
    const query = instant
      ? { query: expr, time: String(now / 1000) }
      : { query: expr, start: String(from / 1000), end: String(to / 1000), step: String(step) };
    const answer = await fetch(
      `${url}/api/v1/query${instant ? '' : '_range'}?${new URLSearchParams(query).toString()}`
    );
    if (!answer.ok) throw new Error(`${expr}: ${await answer.text()}`);
    const { data } = (await answer.json()) as { data: { result: Series[] } };
    const value = targets.length > 1 ? `Value #${refId}` : 'Value';
    if (format === 'table') frames.push(table(refId, value, data.result));
    else frames.push(...data.result.map((one) => series(refId, one, legendFormat)));
  }
  return frames;
}

function series(refId: string, { metric, value, values = [value!] }: Series, legend?: string): Frame {
  const name = legend?.replaceAll(/\{\{(\w+)\}\}/g, (_whole, label: string) => metric[label] ?? '');
  const config = name === undefined ? {} : { displayNameFromDS: name };
  return {
    refId,
    fields: [
      { name: 'Time', type: 'time', values: values.map(([time]) => time * 1000) },
      { name: 'Value', type: 'number', labels: metric, config, values: values.map(([, text]) => Number(text)) },
    ],
  };
}

function table(refId: string, value: string, found: readonly Series[]): Frame {
  const labels = [...new Set(found.flatMap(({ metric }) => Object.keys(metric)))];
  return {
    refId,
    fields: [
      { name: 'Time', type: 'time', values: found.map((one) => one.value![0] * 1000) },
      ...labels.map((name) => ({ name, type: 'string', values: found.map(({ metric }) => metric[name]) })),
      { name: value, type: 'number', values: found.map((one) => Number(one.value![1])) },
    ],
  };
}
