import { expect, test } from '@jest/globals';
import { ConfigError, pathText, problemText } from './problems.ts';

test('a problem is one line: file, line, column, path, what is wrong', () => {
  const problem = { file: 'waymark.yaml', line: 3, column: 7, path: 'bots', message: 'must be one of:\n in, out' };
  expect(problemText(problem)).toBe('waymark.yaml:3:7: bots: must be one of: in, out');
  expect(new ConfigError([problem, { ...problem, line: 4 }]).message.split('\n')).toHaveLength(2);
});

test('a password in an address does not come along', () => {
  const problem = { file: 'f', line: 1, column: 1, path: '["https://a:b@host/c"]', message: 'not "ssh://x:y@host"' };
  expect(problemText(problem)).toBe('f:1:1: ["https://…@host/c"]: not "ssh://…@host"');
});

test.each([
  [[], '(file)'],
  [['sources', 0, 'deployments', 'tags'], 'sources[0].deployments.tags'],
  [['a key', 'b'], '["a key"].b'],
])('the path %j is written %s', (path, written) => {
  expect(pathText(path)).toBe(written);
});
