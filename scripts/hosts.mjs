/**
 * `npm run test:hosts`: the plugin's types against the oldest and the newest Grafana that it is for, and its journeys in
 * the newest, which has React 19. Each has a folder and a lock of its own, as its packages do not go with those of the
 * workspace; what is installed is kept, so that only a changed lock is waited for. Not part of `npm test`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, buildPlugin, root, run } from './prepare.mjs';

const hosts = ['grafana-11', 'grafana-13'].map((name) => join(root, 'test/host', name));

const passed = build() && buildPlugin() && hosts.every(installed) && hosts.every(typed) && journeys();
process.exit(passed ? 0 : 1);

function installed(folder) {
  const lock = readFileSync(join(folder, 'package-lock.json'), 'utf8');
  const stamp = join(folder, 'node_modules/.lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return true;
  if (!run('npm', ['ci', '--no-workspaces', '--loglevel=error'], {}, folder)) return false;
  writeFileSync(stamp, lock);
  return true;
}

function typed(folder) {
  process.stdout.write(`Types: ${folder}\n`);
  return run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', folder]);
}

function journeys() {
  const node = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js')];
  return run(process.execPath, [...node, '--selectProjects', 'test', '--testPathPatterns', 'plugin-host'], {
    HOSTS: 'all',
    NODE_ENV: 'test',
  });
}
