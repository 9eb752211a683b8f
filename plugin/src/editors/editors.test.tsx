import { expect, jest, test } from '@jest/globals';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { config } from '@grafana/runtime';
import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { start } from '../grafana.fixture';
import { defaults, type Kind, type WaymarkQuery } from '../query';
import { AnnotationEditor } from './AnnotationEditor';
import { ConfigEditor } from './ConfigEditor';
import { QueryEditor } from './QueryEditor';
import { views } from './views';

/** The editor as a panel holds it; answers with what it changed. */
function open(query: Partial<WaymarkQuery>, options: Parameters<typeof start>[0] = {}) {
  const { datasource, requests } = start(options);
  const changes: WaymarkQuery[] = [];
  let runs = 0;
  function Panel() {
    const [current, setCurrent] = useState({ refId: 'A', ...query } as WaymarkQuery);
    const change = (next: WaymarkQuery) => {
      changes.push(next);
      setCurrent(next);
    };
    return <QueryEditor query={current} onChange={change} onRunQuery={() => runs++} datasource={datasource} />;
  }
  render(<Panel />);
  return { changes, requests, runs: () => runs };
}

const kinds = Object.keys(defaults) as Kind[];

test.each(kinds)('the fields of %s have labels of their own', (kind) => {
  open({ kind, ...defaults[kind] } as WaymarkQuery);
  expect(screen.getByLabelText('Ask')).toBeTruthy();
  for (const input of screen.queryAllByRole('combobox')) expect(input.id).toMatch(/^waymark-A-/);
});

test('every kind is under a question, and no two have one name', () => {
  expect(new Set(Object.values(views).map(({ label }) => label)).size).toBe(kinds.length);
  expect(new Set(Object.values(views).map(({ question }) => question)).size).toBe(5);
});

test('another kind keeps what both have, and is asked at once', async () => {
  const { changes, runs } = open({ kind: 'signals', team: 'checkout' });
  // The list draws what fits; whoever wants more types.
  await userEvent.type(screen.getByLabelText('Ask'), 'failed');
  await userEvent.click(await screen.findByRole('option', { name: /Failed deployments/ }));
  expect(changes.at(-1)).toMatchObject({ refId: 'A', kind: 'failures', team: 'checkout' });
  expect(runs()).toBe(1);
});

test('a measure is chosen by its title, and drops what belonged to the other', async () => {
  const { changes } = open({ kind: 'series', team: 'checkout', measure: 'flow_time', part: 'defect' });
  await userEvent.click(screen.getByLabelText('Measure'));
  await userEvent.click(await screen.findByRole('option', { name: 'Change fail rate' }));
  expect(changes.at(-1)).toMatchObject({ measure: 'change_fail_rate' });
  expect(changes.at(-1)).toHaveProperty('part', undefined);
});

test('window and step exclude each other', async () => {
  const { changes } = open({ kind: 'series', team: 'checkout', measure: 'change_lead_time', window: '90d' });
  await userEvent.click(screen.getByLabelText('Each point'));
  await userEvent.click(await screen.findByRole('option', { name: 'Each month' }));
  expect(changes.at(-1)).toMatchObject({ step: 'month', window: undefined });
});

test('a number is taken when it is done, not by each key', async () => {
  const { changes } = open({ kind: 'items', team: 'checkout' });
  const field = screen.getByLabelText('At most');
  await userEvent.clear(field);
  await userEvent.type(field, '50');
  expect(changes).toEqual([]);
  await userEvent.type(field, '{Enter}');
  expect(changes.at(-1)).toMatchObject({ limit: 50 });
});

test('a layer of events is changed without another object for nothing', async () => {
  const { datasource } = start();
  const onChange = jest.fn();
  const query = { refId: 'Anno', kind: 'annotations', team: '$team', layer: 'did' } as const;
  render(<AnnotationEditor query={query} onChange={onChange} datasource={datasource} />);
  expect(onChange).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('radio', { name: 'Goals and notes' }));
  expect(onChange).toHaveBeenCalledWith({ ...query, layer: 'context' });
});

test('a decision is posted for the team, at the end of the range, with a link to what was looked at', async () => {
  config.appUrl = 'http://grafana/sub/';
  const { requests } = open({ kind: 'records', team: 'checkout' }, { replies: { 'write/decisions': { data: {} } } });
  await userEvent.click(screen.getByRole('button', { name: 'Write a record' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Watch' }));
  await userEvent.type(screen.getByLabelText(/Because/), ' Too few to act on ');
  fireEvent.change(screen.getByLabelText('Look again on'), { target: { value: '2026-12-24' } });
  await userEvent.click(screen.getByRole('button', { name: 'Write down' }));
  expect(await screen.findByText('Written down for checkout.')).toBeTruthy();
  const posted = requests.find(({ method }) => method === 'POST');
  expect(posted?.url).toBe('/proxy/write/decisions');
  expect(posted?.data).toEqual({
    team: 'checkout',
    at: expect.any(String),
    url: expect.stringMatching(/^http:\/\/grafana\/sub\/d\/waymark-dora\?var-team=checkout&from=\d+&to=\d+$/),
    decision: 'watch',
    reason: 'Too few to act on',
    review_at: '2026-12-24T00:00:00Z',
  });
});

test('a record that is refused stays as it was typed, and says why', async () => {
  open({ kind: 'records', team: 'checkout' }, { replies: { 'write/notes': { status: 403, data: {} } } });
  await userEvent.click(screen.getByRole('button', { name: 'Write a record' }));
  await userEvent.click(screen.getByRole('radio', { name: 'Note' }));
  await userEvent.type(screen.getByLabelText(/Text/), 'A retrospective');
  await userEvent.click(screen.getByRole('button', { name: 'Write down' }));
  expect(await screen.findByText(/Only editors may write records/)).toBeTruthy();
  expect(screen.getByLabelText(/Text/)).toHaveProperty('value', 'A retrospective');
});

test('no record without one team', () => {
  open({ kind: 'records', team: '$team' }, { variables: { team: ['checkout', 'ledger'] } });
  expect(screen.getByRole('button', { name: 'Write a record' }).getAttribute('aria-disabled')).toBe('true');
});

test('settings: the address is checked, and access by the browser refused', () => {
  const props = (url: string, access: string) =>
    ({
      options: { url, access, secureJsonFields: {}, jsonData: {} },
      onOptionsChange: () => undefined,
    }) as unknown as DataSourcePluginOptionsEditorProps;
  const { rerender } = render(<ConfigEditor {...props('http://localhost:9790', 'proxy')} />);
  expect(screen.queryByText(/without a path/)).toBeNull();
  expect(screen.queryByText(/is refused/)).toBeNull();
  rerender(<ConfigEditor {...props('localhost:9790', 'direct')} />);
  expect(screen.getByText(/without a path/)).toBeTruthy();
  expect(screen.getByText(/is refused/)).toBeTruthy();
});
