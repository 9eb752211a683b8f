/**
 * `npm run bench`: measures every case and prints a row as soon as it is known; with names only those cases, and then no
 * file is written. Exit code 0 where everything ran, whatever it gave.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cases } from './index.ts';
import { holds, type Measured } from './measured.ts';

const child = fileURLToPath(new URL('./child.js', import.meta.url));
const [results = '', scratches = '', ...chosen] = process.argv.slice(2);
const unknown = chosen.filter((name) => !cases.has(name));
if (scratches === '' || unknown.length > 0) {
  process.stderr.write(`there is no case ${unknown.join(', ')}; there are ${[...cases.keys()].join(', ')}\n`);
  process.exit(2);
}

mkdirSync(dirname(results), { recursive: true });
mkdirSync(scratches, { recursive: true });
const scratch = mkdtempSync(join(scratches, 'bench-'));
// The case that runs hears these too, and ends; then what it left is removed here.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => (process.exitCode = 1));

try {
  const rows: Measured[] = [];
  process.stdout.write(tableRow(['', 'value', 'unit', 'goal', 'holds', '']));
  for (const name of chosen.length > 0 ? chosen : cases.keys()) rows.push(...(await run(name)));
  if (chosen.length === 0) writeFileSync(results, `${JSON.stringify(rows.map(entry), null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** In a process of its own, so that no case inherits the memory of another. */
async function run(name: string): Promise<Measured[]> {
  const directory = join(scratch, name);
  mkdirSync(directory);
  const rows: Measured[] = [];
  const running = fork(child, [name, directory]);
  running.on('message', (message) => {
    const row = message as Measured;
    rows.push(row);
    const goal = row.goal === null ? '' : `${row.better === 'lower' ? '≤' : '≥'} ${number(row.goal)}`;
    const held = row.goal === null ? '' : holds(row) ? 'yes' : 'NO';
    process.stdout.write(tableRow([row.name, number(row.value), row.unit, goal, held, row.detail]));
  });
  const [code, signal] = (await once(running, 'exit')) as [number | null, string | null];
  rmSync(directory, { recursive: true, force: true });
  if (code !== 0) throw new Error(`the case ${name} ended with ${code ?? signal ?? 'nothing'}`);
  return rows;
}

function entry(row: Measured) {
  const { name, value, unit, goal, better } = row;
  return { name, value, unit, goal, better, holds: holds(row) };
}

function tableRow([name = '', value = '', unit = '', goal = '', held = '', detail = '']: readonly string[]): string {
  const columns = [name.padEnd(36), value.padStart(9), unit.padEnd(8), goal.padEnd(8), held.padEnd(6), detail];
  return `${columns.join('  ').trimEnd()}\n`;
}

function number(value: number): string {
  return value >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}
