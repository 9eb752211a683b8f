import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { mean } from './scores.ts';

import { backtestThroughput, type ThroughputScore } from './throughput-backtest.ts';
import { weeksOf } from './weeks.fixture.ts';
import { weekLength } from './scale.ts';

/**
 * Changes a week of four real repositories, five years: two are nearly asleep, one slows down from 18 a week to 2.
 * The data lies beside the project, not in it; without it there is nothing to forecast.
 */
const data = resolve(import.meta.dirname, '../../../../shared/data/histories');
const suite = existsSync(data) ? describe : describe.skip;
if (!existsSync(data)) console.warn('skipped: forecasts of real histories (the shared data is not here)');

const names = ['prom-client', 'express', 'kustomize', 'helm'];
const firstMonday = Date.UTC(2019, 11, 30);
const weeks = 261;

function changes(name: string) {
  const [head = '', ...lines] = readFileSync(join(data, name, 'changes.csv'), 'utf8')
    .trim()
    .split('\n');
  const column = head.split(',').indexOf('committer_unix');
  const counts = new Array<number>(weeks).fill(0);
  for (const line of lines) {
    const week = Math.floor((Number(line.split(',')[column]) * 1000 - firstMonday) / weekLength);
    counts[week] = (counts[week] ?? 0) + 1;
  }
  return weeksOf(counts, (count) => count).map((week, index) => ({
    ...week,
    from: firstMonday + index * weekLength,
    to: firstMonday + (index + 1) * weekLength,
  }));
}

suite('weekly changes of real histories', () => {
  let rows: (ThroughputScore & { name: string })[] = [];
  beforeAll(() => {
    rows = names.flatMap((name) =>
      backtestThroughput(changes(name), firstMonday + weeks * weekLength, 1).map((score) => ({ name, ...score }))
    );
  }, 120_000);
  const at = (steps: number) => rows.filter((row) => row.steps === steps);

  test('what is promised with 85 % holds in 82 to 88 % on average', () => {
    for (const row of rows) {
      const { name, steps, n, coverage85, coverage85Split, coverage85Bootstrap, wape, wapeBootstrap } = row;
      const cells = [coverage85, coverage85Split, coverage85Bootstrap, wape, wapeBootstrap].map((cell) =>
        cell.toFixed(3)
      );
      console.info(`${name}, ${steps} weeks ahead, n ${n}: ${cells.join(' ')}`);
    }
    expect(rows).toHaveLength(16);
    expect(Math.abs(mean(rows, ({ coverage85 }) => coverage85) - 0.85)).toBeLessThanOrEqual(0.03);
  });

  test('13 weeks ahead the last twelve weeks alone promise too much; what the past taught mends most of it', () => {
    expect(mean(at(13), (row) => row.coverage85Bootstrap)).toBeLessThan(0.75);
    expect(Math.abs(mean(at(13), (row) => row.coverage85) - 0.85)).toBeLessThanOrEqual(0.03);
  });

  test.each([1, 4, 8, 13])(
    '%i weeks ahead the middle is no farther off than that of the last twelve weeks',
    (steps) => {
      expect(mean(at(steps), (row) => row.wape)).toBeLessThanOrEqual(mean(at(steps), (row) => row.wapeBootstrap));
    }
  );
});
