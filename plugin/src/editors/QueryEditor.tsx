import type { QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow } from '@grafana/ui';
import React from 'react';
import type { WaymarkDataSource } from '../datasource';
import { completed, defaults, type Kind, type WaymarkQuery } from '../query';
import { idOf } from './field';
import { views } from './views';

type Props = QueryEditorProps<WaymarkDataSource, WaymarkQuery>;

const options = Object.entries(views).map(([value, { label, description, question }]) => ({
  // Its keys are the kinds.
  value: value as Kind,
  label,
  description,
  group: question,
}));

/** What to ask, by the question that it answers, and the few fields of it. */
export function QueryEditor({ query: given, onChange, onRunQuery, datasource, range }: Props) {
  const query = completed(given);
  const { fields, form: Form } = views[query.kind];
  const change = (patch: object) => set({ ...query, ...patch });
  const id = idOf(query, 'kind');
  const set = (next: WaymarkQuery) => {
    onChange(next);
    onRunQuery();
  };
  const choose = (kind: Kind) => {
    if (kind === query.kind) return;
    const { refId, datasource, hide } = query;
    const known = Object.entries(query).filter(([key]) => key in defaults[kind]);
    // The defaults of a kind and the kind make a query of that kind.
    set({ refId, datasource, hide, ...defaults[kind], ...Object.fromEntries(known), kind } as WaymarkQuery);
  };
  return (
    <>
      <InlineFieldRow>
        <InlineField label="Ask" labelWidth={14} htmlFor={id} tooltip="What the panel shall tell">
          <Combobox<Kind>
            id={id}
            width={32}
            options={options}
            value={query.kind}
            onChange={({ value }) => choose(value)}
          />
        </InlineField>
      </InlineFieldRow>
      <InlineFieldRow>
        {fields.map((Field, index) => (
          <Field key={`${query.kind}-${index}`} query={query} change={change} datasource={datasource} range={range} />
        ))}
      </InlineFieldRow>
      {Form !== undefined && <Form query={query} change={change} datasource={datasource} range={range} />}
    </>
  );
}
