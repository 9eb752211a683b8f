import { expect, test } from '@jest/globals';
import { parseDuration } from './duration.ts';

test.each([
  ['90s', 90_000],
  ['30m', 1_800_000],
  ['50h', 180_000_000],
  ['7d', 604_800_000],
  ['2w', 1_209_600_000],
  ['0h', 0],
  ['36525d', 36_525 * 86_400_000],
])('%s is %d ms', (text, length) => {
  expect(parseDuration(text)).toBe(length);
});

test.each(['', 'd', '7', '7D', '7 d', '-7d', '1.5h', '7dd', '7y', '1e3d', '36526d', '99999999999999999999w'])(
  '"%s" is no duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  }
);
