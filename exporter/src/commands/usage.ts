import { parseArgs } from 'node:util';

/** The command line was used wrongly: exit code 2. */
export class UsageError extends Error {}

export type Command =
  | {
      readonly command: 'serve';
      readonly file: string | undefined;
      readonly demo: boolean;
      readonly now: number | undefined;
    }
  | { readonly command: 'collect' | 'check'; readonly file: string | undefined }
  | { readonly command: 'backtest'; readonly file: string | undefined; readonly format: 'table' | 'json' }
  | {
      readonly command: 'history';
      readonly file: string | undefined;
      readonly demo: boolean;
      readonly output: string;
    }
  | { readonly command: 'help' | 'version' };

export const usage = `waymark serve   [-c FILE] [--demo] [--now TIME]   collect on a schedule, compute, serve
waymark collect [-c FILE]                          one full pass over every source
waymark check   [-c FILE]                          every problem of the configuration at once
waymark history [-c FILE] [--demo] --output FILE.om  past values, for promtool tsdb create-blocks-from openmetrics
waymark backtest [-c FILE] [--format table|json]   how good the forecasts would have been

  -c, --config FILE   the configuration; without it waymark.yaml in the working directory
  --demo              the built-in demo organisation; FILE gives the rest
  --now TIME          freezes the clock at an RFC 3339 time
  --help, --version`;

const flags = {
  config: { type: 'string', short: 'c' },
  demo: { type: 'boolean' },
  now: { type: 'string' },
  output: { type: 'string' },
  format: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

const allowed: Readonly<Record<string, readonly (keyof typeof flags)[]>> = {
  serve: ['config', 'demo', 'now'],
  collect: ['config'],
  check: ['config'],
  history: ['config', 'demo', 'output'],
  backtest: ['config', 'format'],
};

/** Reads the command line; throws UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parsed(args);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  if (command === undefined) throw new UsageError('a command is missing: serve, collect, check, history or backtest');
  const known = allowed[command];
  if (!known) throw new UsageError(`there is no command ${command}; there are ${Object.keys(allowed).join(', ')}`);
  if (rest.length > 0) throw new UsageError(`${command} takes no argument ${rest.join(' ')}`);
  for (const flag of Object.keys(values) as (keyof typeof flags)[])
    if (!known.includes(flag)) throw new UsageError(`${command} does not take --${flag}`);
  const file = values.config;
  if (command === 'serve') return { command, file, demo: values.demo ?? false, now: instant(values.now) };
  if (command === 'history') {
    if (values.output === undefined) throw new UsageError('history needs --output FILE.om');
    return { command, file, demo: values.demo ?? false, output: values.output };
  }
  if (command === 'backtest') return { command, file, format: formatOf(values.format) };
  return { command: command === 'collect' ? 'collect' : 'check', file };
}

function parsed(
  args: readonly string[]
): ReturnType<typeof parseArgs<{ options: typeof flags; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(text = 'table'): 'table' | 'json' {
  if (text !== 'table' && text !== 'json') throw new UsageError(`--format takes table or json, not ${text}`);
  return text;
}

function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Date.parse(text)
    : NaN;
  if (Number.isNaN(time))
    throw new UsageError(`--now takes an RFC 3339 time such as 2026-01-01T00:00:00Z, not ${text}`);
  return time;
}
