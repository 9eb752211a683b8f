/** `npm start`: install, build, serve. With waymark.yaml where one lies here, else with the demo's own data. */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { build, install, root } from './prepare.mjs';

if (!install() || !build()) process.exit(1);

const given = process.argv.slice(2);
const child = spawn(process.execPath, [join(root, 'exporter/bin/waymark.js'), 'serve', ...configuration(), ...given], {
  cwd: root,
  stdio: 'inherit',
  // In a group of its own: Ctrl-C would reach it from the terminal, from npm and from here, and only the first is polite.
  detached: process.platform !== 'win32',
});

let last = { signal: '', at: 0 };
function forward(signal) {
  const at = Date.now();
  if (last.signal === signal && at - last.at < 500) return;
  last = { signal, at };
  child.kill(signal);
}
process.on('SIGTERM', forward);
process.on('SIGINT', forward);
// A hang-up asks for the configuration to be read again, unless the terminal itself has gone.
process.on('SIGHUP', (signal) => forward(terminalHasGone() ? 'SIGTERM' : signal));

child.on('error', (error) => {
  process.stderr.write(`waymark cannot be run: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

function configuration() {
  if (given.some((argument) => /^(?:-c|--config)/.test(argument))) return [];
  if (existsSync(join(root, 'waymark.yaml'))) return ['-c', 'waymark.yaml'];
  if (given.includes('--demo')) return [];
  process.stdout.write('No waymark.yaml here: starting with demo data\n');
  return ['--demo'];
}

function terminalHasGone() {
  if (!process.stdin.isTTY) return false;
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return false;
  } catch {
    return true;
  }
}
