import { Combobox, InlineField } from '@grafana/ui';
import React from 'react';
import type { Option } from './field';

type Props = {
  id: string;
  label: string;
  tooltip: string;
  value: string | undefined;
  options: Option[];
  onChange: (value: string) => void;
  /** What an empty choice means; without it there is none. */
  none?: string;
  /** Whether something that is not in the list may be typed, such as a variable. */
  free?: boolean;
};

/** One labelled choice from a list. */
export function Choice({ id, label, tooltip, value = '', options, onChange, none, free = true }: Props) {
  // Some versions of Grafana tell of one choice several times.
  const choose = (chosen: string) => chosen !== value && onChange(chosen);
  const shared = {
    id,
    value: value === '' ? null : value,
    options,
    width: 32,
    placeholder: none ?? 'Choose',
    createCustomValue: free,
  };
  return (
    <InlineField label={label} tooltip={tooltip} labelWidth={14} htmlFor={id}>
      {none === undefined ? (
        <Combobox<string> {...shared} onChange={(option) => choose(option.value)} />
      ) : (
        <Combobox<string> {...shared} isClearable onChange={(option) => choose(option?.value ?? '')} />
      )}
    </InlineField>
  );
}
