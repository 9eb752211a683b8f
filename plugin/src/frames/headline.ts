import { createDataFrame, FieldType, MappingType, type DataFrame, type FieldConfig } from '@grafana/data';
import type { Summary } from '@waymark/exporter/contract';
import type { HeadlinePart } from '../query';
import { colors } from './words';

type Headline = Summary['headline'];

const names: Readonly<Record<HeadlinePart, string>> = {
  goals: 'Goals on course',
  changes: 'What really changed',
  waiting: 'Waiting for our answer',
};

const texts: Readonly<Record<HeadlinePart, (headline: Headline) => string>> = {
  goals: ({ goals, on_course }) => (goals === 0 ? 'no goal set' : `${on_course} of ${goals}`),
  changes: ({ better, worse }) =>
    [better > 0 && `${better} better`, worse > 0 && `${worse} worse`].filter(Boolean).join(', ') || 'nothing unusual',
  waiting: ({ waiting, oldest_waiting_seconds }) => {
    if (waiting === 0) return 'nothing';
    return oldest_waiting_seconds === undefined ? String(waiting) : `${waiting}, oldest ${age(oldest_waiting_seconds)}`;
  },
};

const counts: Readonly<Record<HeadlinePart, (headline: Headline) => number>> = {
  goals: ({ on_course }) => on_course,
  changes: ({ better, worse }) => better + worse,
  waiting: ({ waiting }) => waiting,
};

/** One answer in a word or two. It is coloured only where somebody waits. */
export function headlineFrame({ headline }: Summary, part: HeadlinePart): DataFrame {
  const waits = part === 'waiting' && headline.waiting > 0;
  const count = counts[part](headline);
  const config: FieldConfig = {
    color: { mode: 'fixed', fixedColor: waits ? colors.worse : colors.text },
    // A stat panel shows numbers unless it is told otherwise, so the words are those of a number.
    mappings: [{ type: MappingType.ValueToText, options: { [count]: { text: texts[part](headline) } } }],
  };
  return createDataFrame({
    name: names[part],
    fields: [{ name: names[part], type: FieldType.number, config, values: [count] }],
  });
}

/** Whole days, or hours before the first: how long somebody has waited. */
export function age(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const [count, unit] = days > 0 ? [days, 'day'] : [Math.floor(seconds / 3600), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
