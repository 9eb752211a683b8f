import { expect, test } from '@jest/globals';
import { day, trailing } from './window.ts';

test('a trailing window is n × 24 h up to now', () => {
  expect(trailing(7 * day, Date.UTC(2026, 2, 30))).toEqual({ from: Date.UTC(2026, 2, 23), to: Date.UTC(2026, 2, 30) });
});
