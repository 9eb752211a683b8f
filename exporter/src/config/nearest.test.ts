import { expect, test } from '@jest/globals';
import { nearest } from './nearest.ts';

const keys = ['listen', 'storage', 'time_zone', 'teams', 'bots'];

test.each([
  ['timezone', 'time_zone'],
  ['Time_Zone', 'time_zone'],
  ['team', 'teams'],
  ['stroage', 'storage'],
  ['listens', 'listen'],
  ['bto', 'bots'],
])('%s was meant to be %s', (written, meant) => {
  expect(nearest(written, keys)).toBe(meant);
});

test.each(['', 'x', 'repositories', 'zone'])('"%s" is like none of them', (written) => {
  expect(nearest(written, keys)).toBeUndefined();
});
