/** The known moods of GitHub's API, by name: a test that survives each of them survives GitHub. */
import type { Fault } from './faults.ts';
import type { RequestKind } from './requests.ts';

export type NamedFault = {
  readonly name: string;
  /** Which requests it can happen to. */
  readonly on: readonly RequestKind[];
  readonly then: Fault;
};

const both: readonly RequestKind[] = ['rest', 'graphql'];
const rest: readonly RequestKind[] = ['rest'];
const graphql: readonly RequestKind[] = ['graphql'];

export const faultTable: readonly NamedFault[] = [
  { name: 'primary limit as 403', on: both, then: { kind: 'primary', resetIn: 2 } },
  { name: 'primary limit as 429', on: rest, then: { kind: 'primary', status: 429, resetIn: 2 } },
  { name: 'primary limit, reset in milliseconds', on: both, then: { kind: 'primary', reset: '1893456000000' } },
  { name: 'primary limit, reset in the past', on: both, then: { kind: 'primary', resetIn: -30 } },
  { name: 'primary limit, reset is no number', on: both, then: { kind: 'primary', reset: 'soon' } },
  { name: 'secondary limit with retry-after', on: both, then: { kind: 'secondary', retryAfter: 1 } },
  { name: 'secondary limit with a date', on: both, then: { kind: 'secondary', retryAfter: 'date' } },
  { name: 'secondary limit without retry-after', on: both, then: { kind: 'secondary' } },
  { name: 'secondary limit as 429', on: both, then: { kind: 'secondary', status: 429, retryAfter: 1 } },
  {
    name: '429 with retry-after only',
    on: rest,
    then: { kind: 'secondary', status: 429, retryAfter: 1, wording: 'plain' },
  },
  { name: 'abuse detection, the old wording', on: both, then: { kind: 'secondary', wording: 'abuse' } },
  { name: 'secondary limit in a 200', on: graphql, then: { kind: 'secondary', status: 200 } },
  {
    name: 'secondary limit labelled RATE_LIMITED',
    on: graphql,
    then: { kind: 'secondary', status: 200, labelled: true, retryAfter: 1 },
  },
  { name: '500 as HTML', on: both, then: { kind: 'html', status: 500 } },
  { name: '502 as HTML', on: both, then: { kind: 'html', status: 502 } },
  { name: '503 unicorn', on: both, then: { kind: 'html', status: 503 } },
  { name: '504 as HTML', on: both, then: { kind: 'html', status: 504 } },
  { name: 'timeout as 502', on: graphql, then: { kind: 'timeout', status: 502 } },
  { name: 'timeout as 504', on: graphql, then: { kind: 'timeout', status: 504 } },
  { name: 'timeout in a 200', on: graphql, then: { kind: 'timeout', status: 200 } },
  { name: 'body cut short', on: both, then: { kind: 'cut' } },
  { name: 'connection broken off', on: both, then: { kind: 'broken-off' } },
  { name: 'connection reset', on: both, then: { kind: 'reset' } },
  { name: 'slow answer', on: both, then: { kind: 'slow', milliseconds: 300 } },
  { name: 'list is an object', on: rest, then: { kind: 'answer', body: { message: 'hello' } } },
  { name: 'data is a list', on: graphql, then: { kind: 'answer', body: { data: [] } } },
  { name: 'data is null without errors', on: graphql, then: { kind: 'answer', body: { data: null } } },
  { name: 'body is empty', on: both, then: { kind: 'answer', body: '' } },
  {
    name: 'repository gone in the middle',
    on: graphql,
    then: { kind: 'partial', path: ['repository'], type: 'NOT_FOUND', message: 'Could not resolve to a Repository.' },
  },
  {
    name: 'partial data with errors',
    on: graphql,
    then: { kind: 'partial', path: ['repository', 'pullRequests', 'nodes', 0] },
  },
  {
    name: 'single sign-on asked for',
    on: rest,
    then: {
      kind: 'answer',
      status: 403,
      headers: { 'x-github-sso': 'required; url=https://example.org/sso' },
      body: { message: 'Resource protected by organization SAML enforcement.' },
    },
  },
];
