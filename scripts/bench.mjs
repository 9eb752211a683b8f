/** `npm run bench`: install, build, measure. With names of cases only those, and then no file is written. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build, install, root, run, runScript } from './prepare.mjs';

if (!install() || !build() || !buildGithub()) process.exit(1);
const main = join(root, 'exporter/dist/bench/main.js');
// On the disk of the checkout, so that what is durable costs what it costs there.
const places = [join(root, 'bench/results.json'), join(root, '.cache')];
process.exit(run(process.execPath, [main, ...places, ...process.argv.slice(2)]) ? 0 : 1);

/** The GitHub of the tests, which some cases collect from: it is TypeScript, and no part of the program. */
function buildGithub() {
  if (!runScript('typescript/bin/tsc', ['-p', 'test/tsconfig.bench.json'])) return false;
  const contract = 'fake-github/contract/rest.json';
  cpSync(join(root, 'test', contract), join(root, 'test/dist', contract));
  return true;
}
