import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { scenarios, simulate } from './simulation.fixture.ts';

const guide = readFileSync(new URL('../../../docs/signals.md', import.meta.url), 'utf8');
/** The rows of the guide's table of rates: a scenario and six shares in per cent. */
const stated = new Map(
  guide.split('\n').flatMap((line) => {
    const [, name = '', ...cells] = line.split('|').map((cell) => cell.trim());
    return name in scenarios ? [[name, cells.slice(0, 6).map(Number)] as const] : [];
  })
);

const runs = 250;
/** Three and a half standard errors of the difference between these runs and the thousand or more behind the guide. */
const tolerance = (share: number) =>
  3.5 * Math.sqrt(Math.max(2, share) * Math.max(2, 100 - share) * (1 / runs + 1 / 1000));

test.each(Object.entries(scenarios))('the guide says how often it is wrong, and right: %s', (name, scenario) => {
  const { alarm, note, verdict, seen, noted, judged } = simulate(scenario, runs, 7);
  const rates = stated.get(name) ?? [];
  expect(rates).toHaveLength(6);
  [alarm, note, verdict, seen, noted, judged].forEach((share, index) => {
    const says = rates[index] ?? NaN;
    expect(Math.abs(share - says)).toBeLessThanOrEqual(tolerance(says));
  });
});
