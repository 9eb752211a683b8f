import type { QueryEditorProps } from '@grafana/data';
import { InlineFieldRow } from '@grafana/ui';
import React from 'react';
import type { WaymarkDataSource } from '../datasource';
import { completed, type WaymarkQuery } from '../query';
import { views } from './views';

type Props = Pick<QueryEditorProps<WaymarkDataSource, WaymarkQuery>, 'query' | 'onChange' | 'datasource'>;

/** Which events a layer shows. One layer a query, as its colour is chosen beside it. */
export function AnnotationEditor({ query: given, onChange, datasource }: Props) {
  const query = completed({ ...given, kind: 'annotations' });
  return (
    <InlineFieldRow>
      {views.annotations.fields.map((Field, index) => (
        <Field key={index} query={query} change={(patch) => onChange({ ...query, ...patch })} datasource={datasource} />
      ))}
    </InlineFieldRow>
  );
}
