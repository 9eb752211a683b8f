import type { QueryEditorProps } from '@grafana/data';
import { InlineField, InlineFieldRow, RadioButtonGroup } from '@grafana/ui';
import React from 'react';
import type { WaymarkDataSource } from '../datasource';
import type { VariableQuery, WaymarkQuery } from '../query';
import { Choice } from './Choice';
import { useOptions } from './useOptions';

type Props = QueryEditorProps<WaymarkDataSource, WaymarkQuery, object, VariableQuery>;

const lists: { value: VariableQuery['list']; label: string }[] = [
  { value: 'teams', label: 'Teams' },
  { value: 'services', label: 'Services' },
  { value: 'objectives', label: 'Objectives' },
  { value: 'goals', label: 'Goals' },
  { value: 'measures', label: 'Measures' },
];
const goals: { value: NonNullable<VariableQuery['goals']>; label: string }[] = [
  { value: 'active', label: 'Active' },
  { value: 'over', label: 'Over' },
  { value: 'all', label: 'All' },
];

/** Which list a dashboard variable holds. */
export function VariableEditor({ query, onChange, datasource }: Props) {
  const teams = useOptions(datasource.client, 'teams');
  // A new variable has no list yet.
  const list = (query as Partial<VariableQuery>).list ?? 'teams';
  const set = (patch: Partial<VariableQuery>) => {
    onChange({ ...query, list, ...patch, refId: 'WaymarkVariable' });
  };
  return (
    <InlineFieldRow>
      <InlineField label="List" labelWidth={14}>
        <RadioButtonGroup aria-label="List" options={lists} value={list} onChange={(value) => set({ list: value })} />
      </InlineField>
      {(list === 'goals' || list === 'services') && (
        <Choice
          id="waymark-variable-team"
          label="Team"
          tooltip="Of one team, or of a variable"
          none="All teams"
          value={query.team}
          options={teams}
          onChange={(team) => set({ team })}
        />
      )}
      {list === 'goals' && (
        <InlineField label="Which" labelWidth={14}>
          <RadioButtonGroup
            aria-label="Which goals"
            options={goals}
            value={query.goals ?? 'active'}
            onChange={(value) => set({ goals: value })}
          />
        </InlineField>
      )}
    </InlineFieldRow>
  );
}
