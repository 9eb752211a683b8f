import { describe, expect, test } from '@jest/globals';
import { explain, flatten } from '#config/explain.ts';
import { git } from './index.ts';
import { gitSchema } from './schema.ts';

const problems = (entry: object) =>
  flatten(gitSchema.safeParse(entry, { error: explain }).error?.issues ?? []).map(({ path, message }) => [
    path.join('.'),
    message,
  ]);

test('defaults are in the schema', () => {
  expect(gitSchema.parse({ git: '/srv/checkout', deployments: { tags: '^v(\\d+)$' } })).toEqual({
    git: '/srv/checkout',
    deployments: { tags: '^v(\\d+)$', environment: 'production', scope: 'all' },
    failures: { reverts: true, patch_within: 0 },
  });
  expect(gitSchema.parse({ git: 'a', failures: { patch_within: 0 } }).failures.patch_within).toBe(0);
  expect(gitSchema.parse({ git: 'a', failures: { patch_within: '168h' } }).failures.patch_within).toBe(604_800_000);
});

test('names come from the address, or as given', () => {
  const described = (entry: object) => git.describe(git.schema.parse(entry));
  const address = 'https://example.org/acme/checkout.git';
  expect(described({ git: address })).toEqual({ name: 'acme/checkout', repositories: ['acme/checkout'] });
  expect(described({ git: address, name: 'n', repository: 'r' })).toEqual({ name: 'n', repositories: ['r'] });
  expect(described({ git: address, repository: 'r' })).toEqual({ name: 'r', repositories: ['r'] });
});

describe('what is refused, with the place', () => {
  test.each([
    [{ git: 'https://ada:hunter2@example.org/a' }, 'git', /token_env/],
    [{ git: '.' }, 'git', /give repository/],
    [{ git: 'a', branch: '--all' }, 'branch', /name of a branch/],
    [{ git: 'a', deployments: { tags: '^v(\\d+' } }, 'deployments.tags', /not a regular expression/],
    [{ git: 'a', deployments: { tags: '^v\\d+$' } }, 'deployments.tags', /groups/],
    [{ git: 'a', deployments: { tags: '(?<service>x)' } }, 'deployments.tags', /groups/],
    [{ git: 'a', failures: { patch_within: '1 week' } }, 'failures.patch_within', /168h/],
    [{ git: 'a', failures: { patch_within: 168 } }, 'failures.patch_within', /./],
    [{ git: 'a', token_env: 'A', token_file: 'b' }, 'token_file', /not both/],
  ])('%j', (entry, path, message) => {
    expect(problems(entry)).toEqual([[path, expect.stringMatching(message)]]);
    expect(JSON.stringify(problems(entry))).not.toContain('hunter2');
  });

  test.each([
    [{ git: 'a', tokn_env: 'A' }, 'tokn_env', /token_env/],
    [{ git: 'a', deployments: { tags: '^v(\\d+)$', scop: 'all' } }, 'deployments.scop', /scope/],
    [{ git: 'a', deployments: { every: 'week' } }, 'deployments.every', /merge/],
  ])('an unknown key or value: %j', (entry, path, message) => {
    expect(problems(entry)).toEqual([[path, expect.stringMatching(message)]]);
  });
});
