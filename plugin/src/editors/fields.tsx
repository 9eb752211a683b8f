import { InlineField, InlineSwitch, Input, RadioButtonGroup } from '@grafana/ui';
import type { CatalogEntry, Step } from '@waymark/exporter/contract';
import React, { useEffect, useState } from 'react';
import { annotationKindNames, layers } from './events';
import { Choice } from './Choice';
import { idOf, type FieldProps, type Option } from './field';
import { useOptions } from './useOptions';
import type { GoalsLayout, HeadlinePart, WaymarkQuery } from '../query';

/** What some kind or other has; a field reads what its kind has. */
type Values = {
  readonly team?: string;
  readonly goal?: string;
  readonly measure?: string;
  readonly window?: string;
  readonly step?: Step;
  readonly statistic?: string;
  readonly part?: string;
  readonly split?: boolean;
  readonly plain?: boolean;
  readonly kinds?: readonly string[];
  readonly limit?: number;
  readonly layout?: string;
  readonly layer?: string;
};
const read = (query: WaymarkQuery): Values => query as Values;

export function TeamField({ query, change, datasource }: FieldProps) {
  const options = useOptions(datasource.client, 'teams');
  const value = read(query).team;
  return (
    <Choice
      id={idOf(query, 'team')}
      label="Team"
      tooltip="A team, a variable, or several names apart by commas"
      value={value}
      options={options}
      onChange={(team) => change({ team })}
    />
  );
}

/** For kinds that mean all teams where none is chosen. */
export function AnyTeamField({ query, change, datasource }: FieldProps) {
  const options = useOptions(datasource.client, 'teams');
  return (
    <Choice
      id={idOf(query, 'team')}
      label="Team"
      tooltip="A team, a variable, or several names apart by commas"
      value={read(query).team}
      none="All teams"
      options={options}
      onChange={(team) => change({ team })}
    />
  );
}

export function GoalField({ query, change, datasource }: FieldProps) {
  const options = useOptions(datasource.client, 'goals');
  const optional = query.kind === 'annotations';
  return (
    <Choice
      id={idOf(query, 'goal')}
      label="Goal"
      tooltip="One goal, or a variable"
      value={read(query).goal}
      free={false}
      {...(optional && { none: 'All goals' })}
      options={options}
      onChange={(goal) => change({ goal: goal === '' && optional ? undefined : goal })}
    />
  );
}

export function MeasureField({ query, change, datasource }: FieldProps) {
  const options = useOptions(datasource.client, 'measures');
  return (
    <Choice
      id={idOf(query, 'measure')}
      label="Measure"
      tooltip="What the exporter measures; a new measure of it needs no new plugin"
      value={read(query).measure}
      options={options}
      // What is typed is a title, never the name that stands for it.
      free={false}
      onChange={(measure) => change({ measure, statistic: undefined, part: undefined, split: undefined })}
    />
  );
}

const spans: Option[] = [
  { value: '7d', label: 'Trailing 7 days' },
  { value: '28d', label: 'Trailing 28 days' },
  { value: '90d', label: 'Trailing 90 days' },
];
const steps: Option[] = (['day', 'week', 'month', 'quarter'] satisfies Step[]).map((step) => ({
  value: step,
  label: `Each ${step}`,
}));

/** A trailing window or calendar steps: one choice, as they exclude each other. */
export function SpanField({ query, change }: FieldProps) {
  const step = read(query).step;
  const choose = (value: string) =>
    change(
      steps.some((one) => one.value === value) ? { step: value, window: undefined } : { window: value, step: undefined }
    );
  return (
    <Choice
      id={idOf(query, 'span')}
      label="Each point"
      tooltip="What each point covers: the days before it, or a calendar period"
      value={step ?? read(query).window ?? '28d'}
      options={query.kind === 'series' ? [...spans, ...steps] : spans}
      free={false}
      onChange={choose}
    />
  );
}

export function StepField({ query, change }: FieldProps) {
  return (
    <Choice
      id={idOf(query, 'step')}
      label="Each point"
      tooltip="The calendar period of each point"
      value={read(query).step ?? 'month'}
      options={steps}
      free={false}
      onChange={(step) => change({ step })}
    />
  );
}

/** Which statistic and which part of the measure, as far as the catalog gives it any. */
export function DetailField({ query, change, datasource }: FieldProps) {
  const entry = useEntry(read(query).measure ?? '', datasource);
  const part = read(query).part;
  const split = read(query).split ?? false;
  const splitId = idOf(query, 'split');
  return (
    <>
      {entry !== undefined && entry.statistics.length > 1 && (
        <Choice
          id={idOf(query, 'statistic')}
          label="Statistic"
          tooltip="Which value of many; p50 is the median"
          value={read(query).statistic ?? entry.statistics[0]}
          options={entry.statistics.map((value) => ({ value, label: value }))}
          free={false}
          onChange={(statistic) => change({ statistic })}
        />
      )}
      {entry?.by !== undefined && (
        <>
          <Choice
            id={idOf(query, 'part')}
            label={`Only ${entry.by.label}`}
            tooltip="One part of the measure"
            value={part}
            none={entry.by.whole ? 'The whole' : 'Choose, or split'}
            options={entry.by.values.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
            onChange={(value) => change({ part: value === '' ? undefined : value, split: undefined })}
          />
          <InlineField label={`Split by ${entry.by.label}`} labelWidth={18} htmlFor={splitId}>
            <InlineSwitch
              id={splitId}
              value={split}
              onChange={({ currentTarget }) => change({ split: currentTarget.checked, part: undefined })}
            />
          </InlineField>
        </>
      )}
    </>
  );
}

export function PlainField({ query, change }: FieldProps) {
  const id = idOf(query, 'plain');
  return (
    <InlineField
      label="Line only"
      tooltip="Without interval, usual range, weeks and signals"
      labelWidth={14}
      htmlFor={id}
    >
      <InlineSwitch
        id={id}
        value={read(query).plain ?? false}
        onChange={({ currentTarget }) => change({ plain: currentTarget.checked })}
      />
    </InlineField>
  );
}

const parts: { value: HeadlinePart; label: string }[] = [
  { value: 'goals', label: 'Goals on course' },
  { value: 'changes', label: 'What changed' },
  { value: 'waiting', label: 'What waits' },
];
const layouts: { value: GoalsLayout; label: string }[] = [
  { value: 'together', label: 'Now / target' },
  { value: 'apart', label: 'Now and target' },
  { value: 'objectives', label: 'By objective' },
];

export function HeadlinePartField({ query, change }: FieldProps) {
  return <Radio name="part" label="Answer" options={parts} query={query} change={change} />;
}

export function LayoutField({ query, change }: FieldProps) {
  return <Radio name="layout" label="Columns" options={layouts} query={query} change={change} />;
}

export function LayerField({ query, change }: FieldProps) {
  return <Radio name="layer" label="Layer" options={layers} query={query} change={change} />;
}

type RadioProps = Omit<FieldProps, 'datasource'> & {
  name: 'part' | 'layout' | 'layer';
  label: string;
  options: { value: string; label: string }[];
};

function Radio({ name, label, options, query, change }: RadioProps) {
  return (
    <InlineField label={label} labelWidth={14}>
      <RadioButtonGroup
        id={idOf(query, name)}
        aria-label={label}
        options={options}
        value={read(query)[name]}
        onChange={(value) => change({ [name]: value })}
      />
    </InlineField>
  );
}

export function EventKindsField({ query, change }: FieldProps) {
  const chosen = read(query).kinds ?? [];
  return (
    <Choice
      id={idOf(query, 'kinds')}
      label="Only kind"
      tooltip="One kind of event of this layer"
      value={chosen[0]}
      none="The usual kinds"
      options={annotationKindNames}
      free={false}
      onChange={(kind) => change({ kinds: kind === '' ? undefined : [kind] })}
    />
  );
}

export function LimitField({ query, change }: FieldProps) {
  const id = idOf(query, 'limit');
  const limit = read(query).limit;
  const [text, setText] = useState(String(limit ?? 20));
  const commit = () => {
    const next = Number.parseInt(text, 10);
    if (Number.isFinite(next) && next > 0 && next !== limit) change({ limit: next });
  };
  return (
    <InlineField label="At most" tooltip="How many rows" labelWidth={14} htmlFor={id}>
      <Input
        id={id}
        type="number"
        min={1}
        width={12}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === 'Enter' && commit()}
      />
    </InlineField>
  );
}

function useEntry(measure: string, datasource: FieldProps['datasource']): CatalogEntry | undefined {
  const [entry, setEntry] = useState<CatalogEntry>();
  useEffect(() => {
    const asked = datasource.client.get('catalog').subscribe({
      next: ({ items }) => setEntry(items.find(({ name }) => name === measure)),
      // The query itself tells what is wrong.
      error: () => setEntry(undefined),
    });
    return () => asked.unsubscribe();
  }, [datasource, measure]);
  return entry;
}
