import { describe, expect, test } from '@jest/globals';
import { parseCommand, UsageError } from './usage.ts';

describe('the command line', () => {
  test('each command with its flags', () => {
    expect(parseCommand(['serve', '-c', 'a.yaml', '--demo', '--now', '2026-01-01T00:00:00+01:00'])).toEqual({
      command: 'serve',
      file: 'a.yaml',
      demo: true,
      now: Date.UTC(2025, 11, 31, 23),
    });
    expect(parseCommand(['collect'])).toEqual({ command: 'collect', file: undefined });
    expect(parseCommand(['check', '--config=x'])).toEqual({ command: 'check', file: 'x' });
    expect(parseCommand(['history', '--demo', '--output', 'h.om'])).toEqual({
      command: 'history',
      file: undefined,
      demo: true,
      output: 'h.om',
    });
    expect(parseCommand(['serve', '--help'])).toEqual({ command: 'help' });
  });

  test.each([
    [[], 'a command is missing'],
    [['server'], 'there is no command server'],
    [['collect', 'now'], 'takes no argument now'],
    [['collect', '--demo'], 'collect does not take --demo'],
    [['history'], 'needs --output'],
    [['serve', '--now', '2026-01-01'], 'RFC 3339'],
    [['serve', '--now', '2026-13-01T00:00:00Z'], 'RFC 3339'],
    [['serve', '--unknown'], 'unknown'],
    [['serve', '-c'], 'argument'],
  ])('%j is wrong usage', (args, message) => {
    expect(() => parseCommand(args)).toThrow(UsageError);
    expect(() => parseCommand(args)).toThrow(message);
  });
});
