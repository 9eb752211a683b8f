import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { knownValues } from '#benchmarks/known-values.ts';
import { periods } from '#domain/calendar.ts';
import { dateInWords } from '#domain/date-in-words.ts';
import type { Team } from '#domain/team.ts';
import { day, type Window } from '#domain/window.ts';
import type { GoalState } from '#goals/goal-state.ts';
import { percentInWords, valueInWords } from '#measures/words.ts';
import { annotationsOf } from '#pipeline/annotations.ts';
import { createConclusions } from '#pipeline/conclude.ts';
import type { TeamConclusions } from '#pipeline/conclude-team.ts';
import { ownedBy, readStoreState } from '#pipeline/ownership.ts';
import { readEntries } from '#pipeline/records.ts';
import { recordRevisions } from '#store/goal-revisions.ts';
import { replaceRecords } from '#store/records.ts';
import { type Collected, collectDemo } from './collected.fixture.ts';
import { demoRecords } from './records.ts';

const golden = resolve(import.meta.dirname, 'year.golden.txt');
const now = Date.UTC(2026, 10, 26, 20);
const weeks = 52;

/** A year of a team, told week by week by what was known at the end of each; nothing is collected in between. */
let collected: Collected;
let team: Team;
const told: { week: Window; conclusions: TeamConclusions }[] = [];
const blocks: string[] = [];

beforeAll(async () => {
  collected = await collectDemo(now);
  const { config, database, sources, settings } = collected;
  await replaceRecords(database, demoRecords(now));
  team = config.teams.find((candidate) => candidate.team === 'checkout') as Team;
  const { goals, objectives } = config;
  const options = { database, sources, settings, goals, objectives, benchmarks: knownValues };
  const conclusions = createConclusions({ ...options, teams: [team] });
  const { repositories } = ownedBy(team, await readStoreState(database, sources), sources);
  for (const week of periods('week', { from: now - (weeks + 1) * 7 * day, to: now - 7 * day }, team.timeZone)) {
    await recordRevisions(database, goals, week.to);
    conclusions.outdated(team.team);
    await conclusions.update(week.to);
    const found = conclusions.of(team.team);
    if (!found) throw new Error('nothing was concluded');
    told.push({ week, conclusions: found });
    const entries = (await readEntries(database, team.team)).filter(({ recordedAt }) => recordedAt <= week.to);
    const annotations = await annotationsOf(
      database,
      { team: team.team, repositories, goals: found.goals, judged: found.judged, entries },
      // What ends the week belongs to it.
      { range: { from: week.from + 1, to: week.to + 1 } }
    );
    const lines = [
      ...found.goals.filter(({ goal }) => goal.start <= week.to && goal.due + 21 * day > week.to).map(goalLine),
      ...found.judged
        .flatMap(({ signals, measure }) => signals.map((signal) => ({ ...signal, title: measure.title })))
        .filter(({ seenAt }) => seenAt > week.from && seenAt <= week.to)
        .map(({ title, direction, rule, text }) => `  signal  ${title}: ${direction}, ${text} (${rule})`),
      ...annotations
        .filter(({ kind, time }) => time > week.from && !['signal', 'failed_deployment'].includes(kind))
        .map(({ kind, title, text }) => `  ${kind.padEnd(7)} ${title}${text === '' ? '' : `: ${text}`}`),
    ];
    blocks.push([dateInWords(week.to, team.timeZone, 0), ...lines].join('\n'));
  }
}, 240_000);
afterAll(() => collected.end());

function goalLine({ goal, unit, value, status, probability, progress }: GoalState): string {
  const words = [
    value ? valueInWords(value.value, unit) : 'no value',
    `target ${valueInWords(goal.target, unit)}`,
    ...(progress === undefined ? [] : [`progress ${progress.toFixed(2)}`]),
    ...(probability === undefined ? [] : [`chance ${percentInWords(probability)}`]),
  ];
  return `  goal    ${goal.id}: ${status.replaceAll('_', ' ')}; ${words.join(', ')}`;
}

test('the year is the golden text', () => {
  const text = `${blocks.join('\n\n')}\n`;
  if (!existsSync(golden) || process.env['UPDATE_GOLDEN'] === 'true') writeFileSync(golden, text);
  expect(text).toBe(readFileSync(golden, 'utf8'));
});

test('what was shown in a week is what is said of it at the end of the year', () => {
  const last = told.at(-1)?.conclusions;
  const signals = last?.judged.flatMap((each) => each.signals) ?? [];
  expect(signals.length).toBeGreaterThan(3);
  for (const { week, conclusions } of told) {
    const shown = conclusions.judged.flatMap((each) => each.signals.map(({ id }) => id));
    const known = signals.filter(({ seenAt }) => seenAt <= week.to).map(({ id }) => id);
    expect([week.to, ...known.sort()]).toEqual([week.to, ...shown.sort()]);
    for (const { goal, status, baseline } of conclusions.goals) {
      if (goal.start > week.to) continue;
      const later = last?.goals.find((state) => state.goal.id === goal.id);
      const then = later?.history.status.findLast(({ time }) => time <= week.to)?.status;
      expect([week.to, goal.id, then, later?.baseline]).toEqual([week.to, goal.id, status, baseline]);
    }
  }
});
