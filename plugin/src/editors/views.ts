import type { ComponentType } from 'react';
import type { Kind } from '../query';
import type { FieldProps } from './field';
import * as fields from './fields';
import { RecordForm } from './RecordForm';

/** What a kind answers, under the question that it helps with, and the fields of its editor. */
export type View = {
  readonly question: string;
  readonly label: string;
  readonly description: string;
  readonly fields: readonly ComponentType<FieldProps>[];
  /** Something to fill in below them. */
  readonly form?: ComponentType<FieldProps>;
};

const { TeamField, AnyTeamField, GoalField, MeasureField, SpanField } = fields;

const doing = 'How are we doing?';
const course = 'Are we on course?';
const time = 'What happened over time?';
const behind = 'What is behind the numbers?';
const organisation = 'How does the organisation do?';

export const views: { readonly [K in Kind]: View } = {
  headline: {
    question: doing,
    label: 'Headline',
    description: 'Goals on course, what changed, what waits: in a word or two',
    fields: [TeamField, fields.HeadlinePartField],
  },
  tile: {
    question: doing,
    label: 'One measure now',
    description: 'Its value, whether it really changed, and n',
    fields: [TeamField, MeasureField, SpanField],
  },
  numbers: {
    question: doing,
    label: 'Numbers side by side',
    description: '7, 28 and 90 days, how sure, from how much',
    fields: [TeamField],
  },
  signals: {
    question: doing,
    label: 'What really changed',
    description: 'Signals beyond the usual range, and the question each asks',
    fields: [TeamField],
  },
  goals: {
    question: course,
    label: 'Active goals',
    description: 'Status, chance, now and target, what comes next',
    fields: [AnyTeamField, fields.LayoutField],
  },
  progress: {
    question: course,
    label: 'One goal over time',
    description: 'Target, expected path and forecast',
    fields: [GoalField],
  },
  chance: {
    question: course,
    label: 'Chance over time',
    description: 'How likely the target was, and is',
    fields: [GoalField],
  },
  evidence: {
    question: course,
    label: 'What a goal is based on',
    description: 'All of it to be disputed',
    fields: [GoalField],
  },
  status_history: {
    question: course,
    label: 'Status over time',
    description: 'How each goal came here, for a state timeline',
    fields: [TeamField],
  },
  past_goals: {
    question: course,
    label: 'Past goals',
    description: 'What came of them, and what was learned',
    fields: [TeamField],
  },
  series: {
    question: time,
    label: 'A measure over time',
    description: 'With interval, usual range and signals',
    fields: [TeamField, MeasureField, SpanField, fields.DetailField, fields.PlainField],
  },
  stages: {
    question: time,
    label: 'Where the time goes',
    description: 'Shares of each step, over time',
    fields: [TeamField],
  },
  steps: {
    question: time,
    label: 'Which step takes most',
    description: 'Medians now and half a year ago',
    fields: [TeamField],
  },
  annotations: {
    question: time,
    label: 'Events',
    description: 'What we did, what happened to us, goals and notes',
    fields: [AnyTeamField, fields.LayerField, fields.EventKindsField, GoalField],
  },
  changes: { question: behind, label: 'Every change', description: 'A dot a change', fields: [TeamField] },
  failures: {
    question: behind,
    label: 'Failed deployments',
    description: 'And why each counts',
    fields: [TeamField, fields.LimitField],
  },
  items: {
    question: behind,
    label: 'In progress longest',
    description: 'Open items by age',
    fields: [TeamField, fields.LimitField],
  },
  records: {
    question: behind,
    label: 'Records, and a new one',
    description: 'What the team wrote down; write a decision or note',
    fields: [TeamField],
    form: RecordForm,
  },
  benchmarks: {
    question: behind,
    label: 'What others answered',
    description: 'Context, not a target',
    fields: [TeamField],
  },
  objectives: {
    question: organisation,
    label: 'Objectives',
    description: 'Goals on course and share of the work, by priority',
    fields: [],
  },
  goal_counts: { question: organisation, label: 'Goals by status', description: 'How many, week by week', fields: [] },
  verdicts: {
    question: organisation,
    label: 'What changed, in how many teams',
    description: 'Counts only; no team is named',
    fields: [],
  },
  investment: {
    question: organisation,
    label: 'Where finished work went',
    description: 'By objective, with what serves none',
    fields: [fields.StepField],
  },
  sentences: { question: organisation, label: 'In sentences', description: 'The last half year, told', fields: [] },
};
