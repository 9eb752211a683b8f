import { createDataFrame, FieldType, type DataFrame, type FieldConfig } from '@grafana/data';
import type { Catalog, Goal, Investment, Objective, Objectives, Organisation } from '@waymark/exporter/contract';
import { nothing } from './measured';
import { gauge, markdown, table, text } from './table';
import { colors, statuses, verdicts, type Verdict } from './words';

/** The objectives by their stated priority: how their goals stand, and the share of the work beside what was planned. */
export function objectivesFrame({ items }: Objectives): DataFrame {
  const rows = [...items].sort((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
  const columns = [
    text<Objective>('Objective', ({ title }) => title),
    text<Objective>('Why it matters', ({ why }) => why ?? '–'),
    text<Objective>('Goals on course', onCourse, { width: 160 }),
    text<Objective>('Last quarter', ({ goals }) => goals.last_quarter_text, { width: 240 }),
    gauge<Objective>('Share of finished work', ({ share }) => share, {
      unit: 'percentunit',
      max: 1,
      decimals: 0,
      color: colors.better,
      width: 190,
    }),
    text<Objective>(
      'Planned',
      ({ planned_share }) => (planned_share === undefined ? '–' : `${Math.round(planned_share * 100)}%`),
      {
        width: 90,
        align: 'right',
      }
    ),
  ];
  return table({ name: 'Objectives', rows, columns, empty: 'No objective is configured' });
}

function onCourse({ goals }: Objective): string {
  if (goals.active === 0) return 'no goal';
  const early = goals.now.no_data ?? 0;
  return `${goals.on_course} of ${goals.active}${early > 0 ? `, ${early} too early` : ''}`;
}

type Bar = { readonly name: string; readonly color: string; readonly of: readonly Goal['status'][] };
const bars: readonly Bar[] = [
  { name: 'met', color: statuses.stretch_met.color, of: ['stretch_met', 'met', 'met_within_noise', 'met_at_a_cost'] },
  { name: 'on track', color: statuses.on_track.color, of: ['on_track'] },
  { name: 'at risk', color: statuses.at_risk.color, of: ['at_risk'] },
  { name: 'off track', color: statuses.off_track.color, of: ['off_track'] },
  { name: 'missed or learned', color: '#6e6e6e', of: ['missed', 'learned'] },
  { name: 'too early', color: '#b4b4b4', of: ['no_data'] },
];

const fixed = (fixedColor: string, custom: object): FieldConfig => ({ color: { mode: 'fixed', fixedColor }, custom });
const stacked = { drawStyle: 'bars', lineWidth: 0, fillOpacity: 90, stacking: { mode: 'normal', group: 'A' } };

/** How all goals stood in each week, counted. */
export function goalCountsFrame({ goals_by_week: weeks }: Organisation): DataFrame {
  return createDataFrame({
    name: 'Goals by status',
    meta: { preferredVisualisationType: 'graph', notices: nothing(weeks, 'status of goals') },
    fields: [
      {
        name: 'time',
        type: FieldType.time,
        config: { interval: 7 * 86_400_000 },
        values: weeks.map(({ time }) => Date.parse(time)),
      },
      ...bars.map(({ name, color, of }) => ({
        name,
        type: FieldType.number,
        config: { displayName: name, unit: 'none', decimals: 0, ...fixed(color, stacked) },
        values: weeks.map(({ counts }) => of.reduce((sum, status) => sum + (counts[status] ?? 0), 0)),
      })),
    ],
  });
}

const shares: readonly { readonly verdict: Verdict; readonly name: string; readonly color: string }[] = [
  { verdict: 'better', name: 'really better', color: verdicts.better.color },
  { verdict: 'no_clear_change', name: 'no clear change', color: '#9e9e9e' },
  { verdict: 'worse', name: 'really worse', color: verdicts.worse.color },
  { verdict: 'too_little_data', name: 'too little data', color: '#5c5c5c' },
];

/** In how many teams each measure moved: for a bar chart. */
export function verdictsFrame(
  { verdicts: counts }: Organisation,
  measures: readonly string[],
  catalog: Catalog
): DataFrame {
  const rows = measures.flatMap((measure) => counts.find((count) => count.measure === measure) ?? []);
  const title = (measure: string) => catalog.items.find(({ name }) => name === measure)?.short_title ?? measure;
  return createDataFrame({
    name: 'Number of teams',
    meta: { preferredVisualisationType: 'table', notices: nothing(rows, 'verdict') },
    fields: [
      { name: 'Measure', type: FieldType.string, config: {}, values: rows.map(({ measure }) => title(measure)) },
      ...shares.map(({ verdict, name, color }) => ({
        name,
        type: FieldType.number,
        config: { displayName: name, unit: 'none', decimals: 0, ...fixed(color, { lineWidth: 0, fillOpacity: 90 }) },
        values: rows.map((row) => row[verdict]),
      })),
    ],
  });
}

/** Objectives have no order of good and bad, so the colours only tell them apart; what serves none is grey. */
const palette = ['#3274D9', '#8AB8FF', '#F2CC0C', '#1F4E8C', '#B877D9', '#C0D8FF', '#E0B400', '#705DA0'];

/** The share of finished work that served each objective. */
export function investmentFrame({ points }: Investment, { items }: Objectives): DataFrame {
  const names = [...new Set(points.flatMap(({ shares }) => shares.map(({ objective }) => objective)))];
  const config = (name: string, color: string): FieldConfig => ({
    displayName: name,
    unit: 'percentunit',
    decimals: 0,
    ...fixed(color, { lineWidth: 0, fillOpacity: 85, showPoints: 'never', stacking: { mode: 'percent', group: 'A' } }),
  });
  return createDataFrame({
    name: 'Finished work',
    meta: { preferredVisualisationType: 'graph', notices: nothing(points, 'share of finished work') },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: points.map(({ time }) => Date.parse(time)) },
      ...names.map((objective, index) => {
        const unlinked = objective === 'unlinked';
        const title = items.find((item) => item.objective === objective)?.title ?? objective;
        const name = unlinked ? 'not linked to an objective' : title;
        const color = unlinked ? colors.context : (palette[index % palette.length] ?? colors.context);
        return {
          name,
          type: FieldType.number,
          config: config(name, color),
          values: points.map(({ shares }) => shares.find((share) => share.objective === objective)?.share ?? null),
        };
      }),
    ],
  });
}

type Sentence = Organisation['sentences'][number];
const topics: Readonly<Record<Sentence['topic'], string>> = {
  sooner: 'Sooner',
  more_often: 'More often',
  safer: 'Safety',
  goals: 'Goals',
  effort: 'Effort and priority',
  help: 'What may need help',
};

/** The last half year in sentences, each with what it is based on. */
export function sentencesFrame({ sentences }: Organisation): DataFrame {
  const columns = [markdown<Sentence>('Sentence', sentence)];
  return table({
    name: 'Sentences',
    rows: sentences,
    columns,
    empty: 'There is not enough history to say anything yet',
  });
}

function sentence({ topic, text, evidence }: Sentence): string {
  // A row of a table is low: how sure it is shows where the link is pointed at.
  const title = evidence.text.replaceAll('"', '”');
  const basis = evidence.url === undefined ? evidence.text : `[evidence](${evidence.url} "${title}")`;
  return `**${topics[topic]}.** ${text} (${basis})`;
}
