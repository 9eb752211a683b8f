import type { Family, Labels } from './family.ts';
import { measureFamilies } from './measure-families.ts';
import type { MeasureRow } from './snapshot.ts';

/** Gauges as they stood at one moment, in milliseconds since 1970. */
export type PastMoment = { readonly time: number; readonly measures: readonly MeasureRow[] };

/**
 * Past values as OpenMetrics text with timestamps, for `promtool tsdb create-blocks-from openmetrics`: prom-client knows
 * no timestamps. Families and series stand together and their points in order, as the format asks.
 * @param moments in order of time
 */
export function* pastText(moments: Iterable<PastMoment>): Generator<string> {
  const families = new Map<string, { head: string; series: Map<string, string[]> }>();
  for (const { time, measures } of moments) {
    for (const { name, help, type, samples } of measureFamilies({ measures, coverage: [], incidents: [] })) {
      const family = families.get(name) ?? { head: head({ name, help, type }), series: new Map<string, string[]>() };
      families.set(name, family);
      for (const { labels, value } of samples) {
        const key = name + labelText(labels);
        const lines = family.series.get(key);
        const line = `${key} ${value} ${time / 1000}\n`;
        if (lines) lines.push(line);
        else family.series.set(key, [line]);
      }
    }
  }
  for (const { head: first, series } of families.values()) {
    if (series.size === 0) continue;
    yield first;
    for (const lines of series.values()) yield lines.join('');
  }
  yield '# EOF\n';
}

function head({ name, help, type }: Pick<Family, 'name' | 'help' | 'type'>): string {
  return `# HELP ${name} ${escaped(help)}\n# TYPE ${name} ${type}\n`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}
