import { describe, expect, test } from '@jest/globals';
import { assertListenAllowed, isLoopback, parseListen } from './listen.ts';
import { loadConfig } from './load.ts';

test.each([
  ['127.0.0.1:9790', { host: '127.0.0.1', port: 9790 }],
  ['localhost:0', { host: 'localhost', port: 0 }],
  ['[::1]:9790', { host: '::1', port: 9790 }],
  [':9790', { port: 9790 }],
  ['waymark.example.org:65535', { host: 'waymark.example.org', port: 65_535 }],
])('%s', (text, listen) => {
  expect(parseListen(text)).toEqual(listen);
});

test.each([
  '',
  '9790',
  'localhost',
  'localhost:',
  '::1:9790',
  '[::1]',
  '[host]:1',
  'host:65536',
  'http://host:1',
  'a b:1',
])('"%s" is nowhere to listen', (text) => {
  expect(parseListen(text)).toBeUndefined();
});

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['0:0:0:0:0:0:0:1', true],
  ['localhost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['localhost.example.org', false],
  [undefined, false],
])('%s is loopback: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

describe('who may read', () => {
  const check = (text: string): void => {
    const { config } = loadConfig('waymark.yaml', { types: [], env: { TOKEN: 'x' }, demo: {}, readFile: () => text });
    assertListenAllowed(config);
  };

  test('every address needs a read token', () => {
    expect(() => check('bots: in\nlisten: 0.0.0.0:9790')).toThrow(
      'waymark.yaml:2:9: listen: this address can be reached from other machines, and no token protects it; either ' +
        'listen on 127.0.0.1, or set auth: { read_token_env: WAYMARK_READ_TOKEN } and that variable'
    );
    expect(() => check('listen: :9790\nauth: { write_token_env: TOKEN }')).toThrow('no token protects it');
    expect(() => check('listen: :9790\nauth: { read_token_env: TOKEN }')).not.toThrow();
  });

  test('loopback does not', () => {
    expect(() => check('')).not.toThrow();
    expect(() => check("listen: '[::1]:9790'")).not.toThrow();
  });
});
