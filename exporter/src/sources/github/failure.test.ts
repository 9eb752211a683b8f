import { RequestError } from '@octokit/request-error';
import { describe, expect, test } from '@jest/globals';
import { concernsOneRepository, failureOf, graphqlFailure } from './failure.ts';
import { SourceError } from '../errors.ts';

const request = {
  method: 'GET' as const,
  url: 'https://api.github.com/x',
  headers: { authorization: 'Bearer hunter2' },
};
function failed(status: number, headers: Record<string, string> = {}, data: unknown = { message: 'by ada' }) {
  const response = { status, url: request.url, headers, data };
  return failureOf(new RequestError('by ada', status, { request, response }), 'pull requests of acme/checkout');
}

describe('REST', () => {
  test.each([
    [401, {}, {}, 'unauthorized', /expired or was revoked/],
    [403, { 'x-accepted-github-permissions': 'actions=read' }, {}, 'unauthorized', /permission actions=read/],
    [
      403,
      { 'x-accepted-oauth-scopes': 'repo', 'x-oauth-scopes': 'gist' },
      {},
      'unauthorized',
      /scopes repo.* has gist/,
    ],
    [403, { 'x-accepted-oauth-scopes': 'repo', 'x-oauth-scopes': '' }, {}, 'unauthorized', /has none/],
    [403, { 'x-github-sso': 'required; url=https://example.org' }, {}, 'unauthorized', /single sign-on/],
    [403, {}, { block: { reason: 'tos' } }, 'unauthorized', /blocked/],
    [403, {}, {}, 'unauthorized', /may not read pull requests of acme\/checkout/],
    [404, {}, {}, 'not_found', /granted to the token or app/],
    [409, {}, {}, 'not_found', /empty/],
    [410, {}, {}, 'not_found', /switched off/],
    [422, {}, {}, 'unexpected_response', /refused the request/],
    [451, {}, {}, 'not_found', /legal/],
    [503, {}, {}, 'unavailable', /\(503\)/],
  ])('%d with %j', (status, headers, data, reason, words) => {
    const error = failed(status, headers, data);
    expect(error).toMatchObject({ reason, message: expect.stringMatching(words) });
    expect(concernsOneRepository(error)).toBe([403, 404, 409, 410, 451].includes(status));
  });

  test('GitHub’s words stay out, as they may name persons', () => {
    const error = failed(403) as SourceError;
    expect(`${error.message} ${String(error.cause)} ${JSON.stringify(error)}`).not.toMatch(/ada|hunter2/);
  });

  test('what is no answer of GitHub’s is left as it is', () => {
    const bug = new TypeError('ours');
    expect(failureOf(bug, 'x')).toBe(bug);
  });
});

describe('GraphQL', () => {
  const about = 'issues of acme/checkout';
  test.each([
    [{ type: 'NOT_FOUND', message: '' }, 'not_found', /granted/],
    [{ type: 'FORBIDDEN', message: '', path: ['node', 'issues'] }, 'unauthorized', /"Issues: read"/],
    [
      { type: 'FORBIDDEN', message: '', path: ['node', 'issues', 'nodes', 3, 'projectItems'] },
      'unauthorized',
      /Projects/,
    ],
    [{ type: 'FORBIDDEN', message: '' }, 'unauthorized', /grant it access/],
    [{ type: 'FORBIDDEN', message: 'protected by organization SAML enforcement' }, 'unauthorized', /single sign-on/],
    [
      {
        type: 'INSUFFICIENT_SCOPES',
        message: "requires one of the following scopes: ['read:project'], but your token",
      },
      'unauthorized',
      /scope read:project:/,
    ],
    [{ type: 'MAX_NODE_LIMIT_EXCEEDED', message: '' }, 'unexpected_response', /report/],
    [{ message: "Field 'x' doesn't exist on type 'Issue'" }, 'unexpected_response', /older than what is supported/],
    [{ type: 'SERVICE_UNAVAILABLE', message: '', path: ['node'] }, 'unavailable', /could not give all/],
  ])('%j', (error, reason, words) => {
    expect(graphqlFailure([error], about)).toMatchObject({ reason, message: expect.stringMatching(words) });
  });

  test('which of them leave the other repositories alone', () => {
    const concerns = (type: string) => concernsOneRepository(graphqlFailure([{ type, message: '' }], about));
    expect(['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES', 'SERVICE_UNAVAILABLE'].map(concerns)).toEqual([
      ...[true, true, false, false],
    ]);
    expect(concernsOneRepository(new SourceError('not_found', 'the owner'))).toBe(false);
  });
});
