/** `npm test`: install, build, every check, every test. With arguments only the tests that jest finds by them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findParts } from './parts.mjs';
import { build, buildPlugin, install, root, run, runScript } from './prepare.mjs';

const chosen = process.argv.slice(2);
const report = join(mkdtempSync(join(tmpdir(), 'waymark-report-')), 'jest.json');

if (!install()) process.exit(1);
const failed = [];
check('build', build);
check('plugin', buildPlugin);
check('parts beside Node', findParts);
if (chosen.length === 0) {
  check('lint', () => runScript('eslint/bin/eslint.js', ['.']));
  check('format', () => runScript('prettier/bin/prettier.cjs', ['--check', '--cache', '--log-level', 'warn', '.']));
  check('docs', () => run(process.execPath, [join(root, 'scripts/docs.mjs'), '--check']));
  check('types', () => runScript('typescript/bin/tsc', ['-b']));
  check('arrows', () => runScript('dependency-cruiser/bin/dependency-cruise.mjs', arrows()));
  check('plugin of the catalogue', () => run(process.execPath, [join(root, 'scripts/check-plugin.mjs')]));
  check('unused', () => runScript('knip/bin/knip.js'));
}
check('tests', jest);
finish();

function check(name, passes) {
  const start = Date.now();
  process.stdout.write(`\n== ${name}\n`);
  const passed = passes();
  if (!passed) failed.push(name);
  process.stdout.write(`== ${name}: ${passed ? 'ok' : 'FAILED'} after ${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}

/** As `npm run arrows`. */
function arrows() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    .scripts.arrows.split(' ')
    .slice(1);
}

function jest() {
  const node = ['--experimental-vm-modules', '--no-warnings', join(root, 'node_modules/jest/bin/jest.js')];
  return run(process.execPath, [...node, '--json', `--outputFile=${report}`, ...chosen], { NODE_ENV: 'test' });
}

/** Names what was skipped and what failed, and ends with jest's own counts. */
function finish() {
  const counts = read();
  for (const test of counts?.skipped ?? []) process.stdout.write(`skipped: ${test}\n`);
  if (failed.length > 0) process.stdout.write(`FAILED: ${failed.join(', ')}\n`);
  if (counts)
    process.stdout.write(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped.length} skipped\n`);
  else process.stdout.write('the tests gave no report\n');
  process.exit(failed.length > 0 || !counts ? 1 : 0);
}

function read() {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
      readFileSync(report, 'utf8')
    );
    const skipped = testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'pending' || status === 'todo')
      .map(({ fullName }) => fullName);
    // A file that cannot be run has no tests to count, so it counts as one that failed.
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped };
  } catch {
    return undefined;
  } finally {
    rmSync(join(report, '..'), { recursive: true, force: true });
  }
}
