import { expect, test } from '@jest/globals';
import { files, matcher } from './patterns.ts';

test.each([
  [['*'], ['checkout', '.github'], []],
  [
    ['checkout-*', '!checkout-legacy'],
    ['checkout-web', 'Checkout-API'],
    ['checkout-legacy', 'shop'],
  ],
  [['!legacy*'], ['checkout'], ['legacy', 'legacy/eu']],
  [['production*'], ['production', 'production/eu'], ['staging']],
  [['renovate[bot]'], ['renovate[bot]'], ['renovate']],
  [[], [], ['anything']],
])('%j', (patterns, yes, no) => {
  const meant = matcher(patterns);
  expect(yes.filter(meant)).toEqual(yes);
  expect(no.filter(meant)).toEqual([]);
});

test('files have folders', () => {
  const generated = matcher(['**/*.pb.go', 'dist/*'], files);
  expect(['api/v1/a.pb.go', 'dist/a.js', 'dist/x/a.js', 'main.go'].filter(generated)).toEqual([
    ...['api/v1/a.pb.go', 'dist/a.js'],
  ]);
});
