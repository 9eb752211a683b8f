import {
  onUpdateDatasourceSecureJsonDataOption,
  updateDatasourcePluginResetOption,
  type DataSourceJsonData,
  type DataSourcePluginOptionsEditorProps,
} from '@grafana/data';
import { Alert, Field, FieldSet, Input, SecretInput } from '@grafana/ui';
import React from 'react';

export type Secrets = { readToken?: string; writeToken?: string };
type Props = DataSourcePluginOptionsEditorProps<DataSourceJsonData, Secrets>;

const width = 60;
const tokens: readonly { key: keyof Secrets; label: string; description: string }[] = [
  {
    key: 'readToken',
    label: 'Read token',
    description: 'As the exporter was given by auth.read_token_env; empty where it has none.',
  },
  {
    key: 'writeToken',
    label: 'Write token',
    description: 'As by auth.write_token_env. With it, editors can write decisions and notes; empty: nobody can.',
  },
];

/** Where the exporter is, and the two tokens. These stay in Grafana's server, which adds them to what it passes on. */
export function ConfigEditor(props: Props) {
  const { options, onOptionsChange } = props;
  const { access, secureJsonFields } = options;
  const wrong = options.url !== '' && !/^https?:\/\/[^/\s]+\/?$/.test(options.url);
  return (
    <FieldSet label="Exporter">
      {access === 'direct' && (
        <Alert severity="error" title="Access by the browser is refused">
          The tokens would be in the browser of every viewer. Set access to proxy where this data source is provisioned.
        </Alert>
      )}
      <Field
        label="URL"
        description="As Grafana’s server reaches the exporter"
        required
        htmlFor="waymark-url"
        invalid={wrong}
        error="An http or https address with its port, without a path"
      >
        <Input
          id="waymark-url"
          width={width}
          placeholder="http://localhost:9790"
          value={options.url}
          onChange={({ currentTarget }) => onOptionsChange({ ...options, url: currentTarget.value.trim() })}
        />
      </Field>
      {tokens.map(({ key, label, description }) => (
        <Field key={key} label={label} description={description} htmlFor={`waymark-${key}`}>
          <SecretInput
            id={`waymark-${key}`}
            width={width}
            autoComplete="off"
            isConfigured={secureJsonFields[key] === true}
            value={options.secureJsonData?.[key] ?? ''}
            onChange={onUpdateDatasourceSecureJsonDataOption(props, key)}
            onReset={() => updateDatasourcePluginResetOption(props, key)}
          />
        </Field>
      ))}
    </FieldSet>
  );
}
