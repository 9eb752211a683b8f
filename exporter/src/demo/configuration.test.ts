import { describe, expect, test } from '@jest/globals';
import { loadConfig } from '#config/load.ts';
import { measures } from '#measures/index.ts';
import { sourceTypes } from '#sources/index.ts';
import { demoConfiguration } from './configuration.ts';
import { demoRecords } from './records.ts';
import { demo } from './source.ts';

const months = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 17, 9));
const names = new Set<string>(measures.map(({ name }) => name));

describe.each(months)('at %d', (now) => {
  const sections = demoConfiguration(now, '/demo');
  const goals = new Map(sections.goals.map((goal) => [goal.id, goal]));
  const records = demoRecords(now);

  test('the configuration is sound', () => {
    const { config } = loadConfig(undefined, { types: [...sourceTypes, demo], env: {}, demo: sections });
    expect(config.sources.map(({ name }) => name)).toEqual(['demo-code', 'demo-work', 'demo-git']);
    expect(config.teams).toHaveLength(6);
  });

  test('every goal is of a team, an objective and a measure that are there, and has a time', () => {
    const teams = sections.teams.map(({ team }) => team);
    const objectives = sections.objectives.map(({ objective }) => objective as string);
    for (const { team, objective, measure, start, due } of sections.goals) {
      expect(teams).toContain(team);
      expect(objectives).toContain(objective);
      expect(names).toContain(measure);
      expect(Date.parse(start)).toBeLessThan(Date.parse(due));
    }
    expect(goals.size).toBe(sections.goals.length);
    const active = sections.goals.filter(({ start, due }) => Date.parse(start) <= now && now < Date.parse(due));
    expect(active).toHaveLength(9);
    for (const team of teams) expect(active.filter((goal) => goal.team === team).length).toBeLessThanOrEqual(3);
  });

  test('what is written down lies in the past, is of what is there, and refers to what came before', () => {
    const written = new Map<string, number>();
    for (const record of records) {
      expect(record.recordedAt).toBeLessThanOrEqual(now);
      expect(record.measure === undefined || names.has(record.measure)).toBe(true);
      expect(record.goal === undefined || goals.get(record.goal)?.team === record.team).toBe(true);
      if (record.kind === 'outcome') {
        const before =
          record.of === undefined ? Date.parse(goals.get(record.goal ?? '')?.due ?? '') : written.get(record.of);
        expect(before).toBeLessThan(record.recordedAt);
      }
      if (record.kind === 'plan') expect(record.recordedAt).toBeLessThanOrEqual(record.start);
      written.set(record.id, record.recordedAt);
    }
    expect(written.size).toBe(records.length);
    expect(new Set(records.map(({ kind }) => kind))).toEqual(
      new Set(['plan', 'intervention', 'outcome', 'decision', 'note'])
    );
  });

  test('a missed goal has its lesson within 30 days, another one waits for it', () => {
    const lessons = records.flatMap((record) =>
      record.kind === 'outcome' && record.goal !== undefined ? [[record.goal, record] as const] : []
    );
    const learned = new Map(lessons).get('checkout-ci-cache');
    expect(learned).toMatchObject({ cause: expect.any(String), nextStep: expect.any(String) });
    const due = Date.parse(goals.get('checkout-ci-cache')?.due ?? '');
    expect((learned?.recordedAt ?? Infinity) - due).toBeLessThan(30 * 86_400_000);
    expect(new Map(lessons).has('search-fail-rate')).toBe(false);
  });

  test('nobody is named', () => {
    expect(JSON.stringify([sections, records])).not.toMatch(/@/);
  });
});
