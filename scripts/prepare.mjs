import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** Which Node the native parts were built for. */
const stamp = join(root, 'node_modules/.built-for');
const builtFor = `${process.platform} ${process.arch} ${process.versions.modules}\n`;

/** Runs a program to its end with our own input and output; true where it succeeded. */
export function run(program, args, env = {}, cwd = root) {
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  if (error) process.stderr.write(`${program} cannot be run: ${error.message}\n`);
  return status === 0;
}

/** Runs a script of an installed package with this Node. */
export function runScript(script, args = []) {
  return run(process.execPath, [join(root, 'node_modules', script), ...args]);
}

/** Installs what package-lock.json says, where something else or nothing is there. */
export function install() {
  if (isInstalled()) return true;
  process.stdout.write('Installing packages (the first time this takes a few minutes)\n');
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const [program, ...first] = npm;
  // A silent `npm test` must not silence the reasons of a failing installation.
  if (!run(program, [...first, 'ci', '--no-fund', '--no-audit', '--loglevel=error'], headers())) return false;
  writeFileSync(stamp, builtFor);
  return true;
}

/** Compiles what has changed. */
export function build() {
  process.stdout.write('Building\n');
  return runScript('typescript/bin/tsc', ['-b', 'exporter', 'provisioning']);
}

/** Bundles the plugin; what has not changed comes from webpack's cache. */
export function buildPlugin() {
  const webpack = join(root, 'node_modules/webpack/bin/webpack.js');
  return run(process.execPath, [webpack, '-c', './webpack.config.ts', '--env', 'production'], {}, join(root, 'plugin'));
}

function isInstalled() {
  const done = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(done)) return false;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') !== builtFor) return false;
  const { packages: found } = JSON.parse(readFileSync(done, 'utf8'));
  const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (!path.startsWith('node_modules/') || link) return true;
    return found[path] ? found[path].version === version : optional === true;
  });
}

/** Where the headers of the running Node lie beside it, native parts compile without fetching them. */
function headers() {
  const prefix = dirname(dirname(process.execPath));
  const there = existsSync(join(prefix, 'include/node/node.h'));
  return there && !process.env.npm_config_nodedir ? { npm_config_nodedir: prefix } : {};
}
