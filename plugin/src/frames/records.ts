import type { DataFrame } from '@grafana/data';
import type { TeamRecord } from '@waymark/exporter/contract';
import { date, hidden, pill, table, text } from './table';
import { colors, words } from './words';

const kinds = (['decision', 'note', 'intervention', 'plan', 'outcome'] as const).map((kind) => ({
  text: kind,
  color: '#6e6e6e',
}));

/** What the team wrote down, the latest first, and what came of it. */
export function recordsFrame(records: readonly TeamRecord[], now: number): DataFrame {
  const rows = [...records].sort((a, b) => b.at.localeCompare(a.at));
  const linked = rows.some(({ url }) => url !== undefined);
  const columns = [
    date<TeamRecord>('When', ({ at }) => at, { year: true }),
    pill<TeamRecord>('Kind', ({ kind }) => ({ text: kind, color: colors.context }), kinds, { width: 115 }),
    text<TeamRecord>('Record', written, {
      link: linked ? { title: 'What was looked at', url: '${__data.fields.url}' } : undefined,
    }),
    date<TeamRecord>('Look again', ({ review_at }) => review_at, { width: 105 }),
    text<TeamRecord>('Effect found', (record) => effect(record, now)),
    ...(linked ? [hidden<TeamRecord>('url', ({ url }) => url)] : []),
  ];
  return table({ name: 'Records', rows, columns, empty: 'Nothing is written down yet' });
}

function written({ title, decision }: TeamRecord): string {
  return decision === undefined ? title : `${title} (${words(decision)})`;
}

function effect({ effect, effect_found, review_at }: TeamRecord, now: number): string {
  const found = effect_found ?? effect?.text;
  if (found !== undefined) return found;
  return review_at !== undefined && Date.parse(review_at) <= now ? 'due' : '–';
}
