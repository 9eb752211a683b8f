import { expect, test } from '@jest/globals';
import { compareVersions, versionNumbers } from './version.ts';

test('versions compare number by number', () => {
  expect(['1.10.0', '1.9.0', '1.9', 'v1.9.10', '2', ''].sort(compareVersions)).toEqual([
    '',
    '1.9',
    '1.9.0',
    'v1.9.10',
    '1.10.0',
    '2',
  ]);
  expect(compareVersions('v1.2.0', '1.2.0')).toBe(0);
});

test('what is no digit only parts the numbers', () => {
  expect(versionNumbers('release-2024.05.3')).toEqual([2024, 5, 3]);
  expect(versionNumbers('latest')).toEqual([]);
});
