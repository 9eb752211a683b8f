/**
 * Writes dist/: what Grafana and Prometheus load, made from the sources here. With --check nothing is written: what
 * differs is named, and the exit code is 1.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { files } from './files.ts';

const dist = join(import.meta.dirname, '../dist');
const made = new Map(files().map(({ path, text }) => [path, text]));
const there = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(dist, join(entry.parentPath, entry.name)));

if (process.argv.includes('--check')) {
  const read = (path: string) => (there.includes(path) ? readFileSync(join(dist, path), 'utf8') : undefined);
  const different = [...new Set([...made.keys(), ...there])].filter((path) => read(path) !== made.get(path)).sort();
  for (const path of different) process.stderr.write(`provisioning/dist/${path} is not what its source makes\n`);
  if (different.length > 0) process.stderr.write('run: npm run provisioning\n');
  process.exitCode = different.length > 0 ? 1 : 0;
} else {
  for (const path of there.filter((path) => !made.has(path))) rmSync(join(dist, path));
  for (const [path, text] of made) {
    mkdirSync(dirname(join(dist, path)), { recursive: true });
    writeFileSync(join(dist, path), text);
  }
}
