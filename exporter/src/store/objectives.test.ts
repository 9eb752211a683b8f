import { describe, expect, test } from '@jest/globals';
import { type WorkMarks, objectiveOf } from './objectives.ts';

const objectives = objectiveOf([
  { objective: 'fast', work: { labels: ['objective:fast', 'perf/*'], milestones: ['Q3 *'], repositories: [] } },
  { objective: 'safe', work: { labels: ['sec*', '[ui] safety'], milestones: [], repositories: ['acme/vault*'] } },
  { objective: 'nothing', work: { labels: [], milestones: [], repositories: [] } },
]);
const name = (...marks: readonly WorkMarks[]) => objectives.names[objectives.of(...marks)];

describe('the objective that work serves', () => {
  test.each([
    ['a label', ['acme/shop', 'bug\nobjective:fast', null], 'fast'],
    ['a label in other letters', ['acme/shop', 'Security', null], 'safe'],
    ['a label with brackets, letter by letter', ['acme/shop', '[ui] safety', null], 'safe'],
    ['a label with a slash', ['acme/shop', 'perf/db/index', null], 'fast'],
    ['a milestone', ['acme/shop', null, 'Q3 delivery'], 'fast'],
    ['a repository', ['acme/vault-ui', '', null], 'safe'],
    ['the first of two rules', ['acme/vault', 'perf/x', null], 'fast'],
    ['no rule', ['acme/shop', 'bug', 'Q4'], 'unlinked'],
    ['nothing known', ['acme/shop', null, null], 'unlinked'],
  ] as const)('by %s', (_, marks, expected) => {
    expect(name(marks)).toBe(expected);
    expect(name(marks)).toBe(expected);
  });

  test('of several marks the first rule that any of them fits wins', () => {
    expect(name(['acme/vault', null, null], ['acme/plan', 'objective:fast', null])).toBe('fast');
    expect(name(['acme/shop', null, null], ['acme/plan', 'security', null])).toBe('safe');
  });

  test('none configured: no names', () => {
    expect(objectiveOf([]).names).toEqual([]);
    expect(objectiveOf([]).of(['acme/shop', 'bug', null])).toBe(0);
  });
});
