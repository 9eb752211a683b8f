import { describe, expect, test } from '@jest/globals';
import { addressProblem, isRemote, repositoryName, webPages } from './address.ts';

test.each([
  ['https://example.org/acme/checkout.git', 'acme/checkout'],
  ['https://example.org/group/sub/project/', 'group/sub/project'],
  ['ssh://git@example.org:2222/acme/checkout.git', 'acme/checkout'],
  ['git@example.org:acme/checkout.git', 'acme/checkout'],
  ['file:///srv/repositories/checkout.git', 'checkout'],
  ['../repositories/checkout', 'checkout'],
  ['/srv/checkout/.git', 'checkout'],
  ['history.bundle', 'history'],
  ['.', undefined],
  ['../..', undefined],
  ['https://example.org/', undefined],
])('%s is called %s', (address, name) => {
  expect(repositoryName(address)).toBe(name);
});

test.each([
  ['https://example.org/a', true],
  ['FILE:///a', true],
  ['host:a/b', true],
  ['./host:a', false],
  ['/a/b', false],
  ['a/b', false],
])('%s remote: %s', (address, remote) => {
  expect(isRemote(address)).toBe(remote);
});

describe('an address is refused', () => {
  test.each([
    ['--upload-pack=touch /tmp/x', /start with "-"/],
    ['ext::sh -c date', /remote helpers/],
    ['ftp://example.org/a', /https:\/\//],
    ['https://ada:hunter2@example.org/a', /token_env/],
    ['https://hunter2@example.org/a', /token_env/],
    ['https://example.org/a?private_token=hunter2', /token_env/],
    ['ssh://git:hunter2@example.org/a', /token_env/],
    ['git:hunter2@example.org:a', /password/],
    ['https://', /cannot|can be read/],
    ['a\nb', /control/],
    [' ', /path/],
  ])('%j', (address, problem) => {
    expect(addressProblem(address)).toMatch(problem);
    expect(addressProblem(address)).not.toContain('hunter2');
  });

  test.each(['https://example.org/a', 'ssh://git@example.org/a', 'git@example.org:a', '/srv/a', '.', 'ü/ñ'])(
    '%s is not',
    (address) => {
      expect(addressProblem(address)).toBeUndefined();
    }
  );
});

test.each([
  ['https://github.com/acme/checkout.git', 'https://github.com/acme/checkout/commit/'],
  ['https://token@github.com/acme/checkout', 'https://github.com/acme/checkout/commit/'],
  ['git@gitlab.com:group/sub/project.git', 'https://gitlab.com/group/sub/project/-/commit/'],
  ['ssh://git@bitbucket.org/acme/checkout', 'https://bitbucket.org/acme/checkout/commits/'],
  ['https://git.example.org/acme/checkout', undefined],
  ['https://github.com.example.org/acme/checkout', undefined],
  ['https://github.com/acme/che"ckout', undefined],
  ['/srv/github.com/acme/checkout', undefined],
  ['', undefined],
])('the pages of %s are at %s', (address, commits) => {
  expect(webPages(address)?.commits).toBe(commits);
});
