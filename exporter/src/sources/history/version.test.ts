import { describe, expect, test } from '@jest/globals';
import { compareReleases, releaseReader, versionGroups } from './version.ts';

describe('a tag is read as a release', () => {
  test.each([
    ['^v?(\\d+)\\.(\\d+)\\.(\\d+)$', 'v1.10.2', { service: '', version: '1.10.2' }],
    ['^v?(\\d+)\\.(\\d+)\\.(\\d+)$', 'v1.10.2-rc1', undefined],
    ['^v(\\d+\\.\\d+\\.\\d+)$', 'v1.10.2', { service: '', version: '1.10.2' }],
    ['^v((\\d+)\\.(\\d+))$', 'v1.10', { service: '', version: '1.10' }],
    ['^(?<service>[a-z-]+)/v(\\d+)\\.(\\d+)$', 'pay-api/v2.3', { service: 'pay-api', version: '2.3' }],
    ['^(\\d+)\\.(\\d+)/(?<service>.+)$', '2.3/store4', { service: 'store4', version: '2.3' }],
    ['^release-(\\d+)$', 'release-020240102', { service: '', version: '20240102' }],
    ['^v(\\d+)\\.(\\d+)(?:\\.(\\d+))?$', 'v1.2', { service: '', version: '1.2' }],
    ['^v(\\d+)\\.(\\d+)(?:-rc(\\d+))?$', 'v1.2-rc3', { service: '', version: '1.2-3' }],
    ['^v(?<major>\\d+)\\.(?<minor>\\d+)$', 'v1.2', { service: '', version: '1.2' }],
  ])('%s reads %s', (expression, tag, release) => {
    expect(releaseReader(expression)(tag)).toEqual(release);
  });
});

test.each([
  ['v1', 0],
  ['^v(?:\\d+)$', 0],
  ['(?<service>x)', 0],
  ['(?<service>x)-(\\d+)', 1],
  ['(a)|(b)', 2],
])('%s has %i groups for a version', (expression, groups) => {
  expect(versionGroups(expression)).toBe(groups);
});

test.each([
  ['1.10.0', '1.9.9'],
  ['1.2.1', '1.2'],
  ['1.2', '1.2-3'],
  ['1.2-3', '1.1'],
  ['1.2-10', '1.2-9'],
  ['20240102030405060708', '20240102030405060707'],
])('%s is higher than %s', (higher, lower) => {
  expect(compareReleases(higher, lower)).toBeGreaterThan(0);
  expect(compareReleases(lower, higher)).toBeLessThan(0);
  expect(compareReleases(higher, higher)).toBe(0);
});
