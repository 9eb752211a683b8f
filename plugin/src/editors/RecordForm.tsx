import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config, getTemplateSrv } from '@grafana/runtime';
import { Alert, Button, Combobox, Field, Input, RadioButtonGroup, Stack, TextArea, useStyles2 } from '@grafana/ui';
import React, { useEffect, useId, useState } from 'react';
import type { Client } from '../client';
import { namesIn } from '../filters';
import { boardUrl } from '../frames/links';
import { words } from '../frames/words';
import type { FieldProps, Option } from './field';
import { decisionOptions, empty, noteOptions, recordOf, type Draft } from './record';

type Told = { readonly severity: 'success' | 'error'; readonly text: string };

/** Writes a decision or a note down for the team and the range in view, by the route that only editors may use. */
export function RecordForm({ query, change, datasource, range }: FieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<Draft>();
  const [told, setTold] = useState<Told>();
  const [busy, setBusy] = useState(false);
  const teams = namesIn(getTemplateSrv().replace('team' in query ? query.team : ''));
  const team = teams.length === 1 ? teams[0] : undefined;
  const signals = useOpenSignals(datasource.client, team);
  const styles = useStyles2(getStyles);

  if (draft === undefined) {
    return (
      <Stack direction="column" gap={1} alignItems="flex-start">
        {told !== undefined && <Alert severity={told.severity} title={told.text} onRemove={() => setTold(undefined)} />}
        <Button
          variant="secondary"
          icon="pen"
          disabled={team === undefined}
          tooltip={team === undefined ? 'Choose one team first' : undefined}
          onClick={() => setDraft(empty)}
        >
          Write a record
        </Button>
      </Stack>
    );
  }

  const set = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch });
  const submit = () => {
    const at = Math.min(Date.now(), range?.to.valueOf() ?? Date.now());
    const from = range?.from.valueOf() ?? at - 26 * 7 * 86_400_000;
    const view = `${boardUrl('dora', { team: team ?? '' })}&from=${from}&to=${at}`;
    // The public address of this Grafana, with the path that it may be served under.
    const url = config.appUrl === '' ? undefined : new URL(view.slice(1), config.appUrl).href;
    const { path, body } = recordOf(draft, { team: team ?? '', at, url });
    setBusy(true);
    datasource.client.write(path, body).subscribe({
      next: () => {
        setBusy(false);
        setDraft(undefined);
        setTold({ severity: 'success', text: `Written down for ${team}.` });
        change({});
      },
      error: (error: unknown) => {
        setBusy(false);
        setTold({ severity: 'error', text: error instanceof Error ? error.message : String(error) });
      },
    });
  };
  const decision = draft.kind === 'decision';
  return (
    <form
      aria-label="New record"
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {told !== undefined && <Alert severity={told.severity} title={told.text} onRemove={() => setTold(undefined)} />}
      <Field label="Record" description={`Of team ${team}, for the range in view. Name no person.`}>
        <RadioButtonGroup<Draft['kind']>
          aria-label="Record"
          options={[
            { value: 'decision', label: 'Decision' },
            { value: 'note', label: 'Note' },
          ]}
          value={draft.kind}
          onChange={(kind) => set({ kind })}
        />
      </Field>
      <Field label={decision ? 'We decide to' : 'Kind of note'}>
        {decision ? (
          <RadioButtonGroup
            aria-label="We decide to"
            options={decisionOptions}
            value={draft.decision}
            onChange={(value) => set({ decision: value })}
          />
        ) : (
          <RadioButtonGroup
            aria-label="Kind of note"
            options={noteOptions}
            value={draft.note}
            onChange={(note) => set({ note })}
          />
        )}
      </Field>
      <Field label={decision ? 'Because' : 'Text'} required htmlFor={`${id}-text`}>
        <TextArea
          id={`${id}-text`}
          rows={3}
          required
          value={draft.text}
          onChange={({ currentTarget }) => set({ text: currentTarget.value })}
        />
      </Field>
      <Field label="Answers the signal" description="What waits for an answer; may be empty" htmlFor={`${id}-signal`}>
        <Combobox<string>
          id={`${id}-signal`}
          isClearable
          placeholder="None"
          options={signals}
          value={draft.signal ?? null}
          onChange={(option) => set({ signal: option?.value })}
        />
      </Field>
      {decision && (
        <>
          <Field label="Expected effect" description="By which you will know that it worked" htmlFor={`${id}-effect`}>
            <Input
              id={`${id}-effect`}
              value={draft.expectedEffect}
              onChange={({ currentTarget }) => set({ expectedEffect: currentTarget.value })}
            />
          </Field>
          <Field label="Look again on" htmlFor={`${id}-review`}>
            <Input
              id={`${id}-review`}
              type="date"
              width={24}
              value={draft.reviewOn}
              onChange={({ currentTarget }) => set({ reviewOn: currentTarget.value })}
            />
          </Field>
        </>
      )}
      <Stack gap={1}>
        <Button type="submit" disabled={busy || draft.text.trim() === ''}>
          Write down
        </Button>
        <Button type="button" variant="secondary" fill="outline" onClick={() => setDraft(undefined)}>
          Cancel
        </Button>
      </Stack>
    </form>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ maxWidth: theme.spacing(80), padding: theme.spacing(1, 0) }),
});

/** What waits for an answer of the team. */
function useOpenSignals(client: Client, team: string | undefined): Option[] {
  const [found, setFound] = useState<Option[]>([]);
  useEffect(() => {
    if (team === undefined) return;
    const asked = client.get('signals', { team }).subscribe({
      next: ({ items }) => {
        const open = items.filter(({ answered_at }) => answered_at === undefined);
        setFound(open.map(({ id, measure, text }) => ({ value: id, label: words(measure), description: text })));
      },
      // Without them a record can be written all the same.
      error: () => setFound([]),
    });
    return () => asked.unsubscribe();
  }, [client, team]);
  return found;
}
