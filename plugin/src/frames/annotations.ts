import { createDataFrame, FieldType, textUtil, type DataFrame } from '@grafana/data';
import type { Annotation } from '@waymark/exporter/contract';
import { words } from './words';

/**
 * Events for the annotation layer. `timeEnd` is always there: the layer reads its columns from the first event, so one
 * without it would make points of all regions. The time of a goal is a region where `regions` says so: those of several
 * would shade the whole chart.
 */
export function annotationsFrame(events: readonly Annotation[], regions: boolean): DataFrame {
  const end = ({ kind, time, time_end }: Annotation) => (kind === 'goal_set' && !regions ? time : time_end);
  const column = (name: string, type: FieldType, values: unknown[]) => ({ name, type, config: {}, values });
  return createDataFrame({
    name: 'Events',
    meta: { preferredVisualisationType: 'table' },
    fields: [
      column(
        'time',
        FieldType.time,
        events.map(({ time }) => Date.parse(time))
      ),
      column(
        'timeEnd',
        FieldType.time,
        events.map((event) => Date.parse(end(event)))
      ),
      column(
        'title',
        FieldType.string,
        events.map(({ title }) => title)
      ),
      column('text', FieldType.string, events.map(told)),
      column(
        'tags',
        FieldType.other,
        events.map(({ kind, tags }) => [...new Set([words(kind), ...tags])])
      ),
      column(
        'id',
        FieldType.string,
        events.map(({ id }) => id)
      ),
    ],
  });
}

/** The text is shown as HTML. */
function told({ text, url }: Annotation): string {
  const safe = textUtil.escapeHtml(text);
  if (url === undefined) return safe;
  const href = textUtil.escapeHtml(textUtil.sanitizeUrl(url));
  return `${safe} <a href="${href}" target="_blank" rel="noopener noreferrer">Open its origin</a>`;
}
