import { readFileSync } from 'node:fs';
import { ConfigError } from '#config/problems.ts';
import { StoreError } from '#store/errors.ts';
import { backtest } from './commands/backtest.ts';
import { check } from './commands/check.ts';
import { collect } from './commands/collect.ts';
import { history } from './commands/history.ts';
import { ListenError, serve } from './commands/serve.ts';
import { parseCommand, usage, UsageError } from './commands/usage.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Exit codes: 0 done, 1 a problem of the user's, 2 wrong usage. Anything that is not one of ours to explain ends the process as a bug. */
async function main(args: readonly string[]): Promise<number> {
  const command = parseCommand(args);
  const clock = (): number => Date.now();
  switch (command.command) {
    case 'help':
      process.stdout.write(`${usage}\n`);
      return 0;
    case 'version':
      process.stdout.write(`${version}\n`);
      return 0;
    case 'check':
      return check(command.file);
    case 'collect':
      return collect(command.file, clock);
    case 'backtest':
      return backtest(command.file, command.format, clock);
    case 'history': {
      const { file, demo, output } = command;
      return history({ file, demo, output, now: clock });
    }
    case 'serve': {
      const { file, demo, now } = command;
      return serve({ file, demo, version, now: now === undefined ? clock : () => now });
    }
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`waymark: ${error.message}\n\n${usage}\n`);
    process.exitCode = 2;
  } else if (error instanceof ConfigError || error instanceof StoreError || error instanceof ListenError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
