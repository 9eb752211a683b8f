import { expect, test } from '@jest/globals';
import type { TeamEntry } from '#domain/record.ts';
import { answered, isWaiting } from './answers.ts';
import type { TeamSignal } from './judged.ts';

const signal: TeamSignal = {
  ...{ id: 'shop:ci_duration:worse:limit:2026-09-07', team: 'shop', measure: 'ci_duration' },
  ...{
    direction: 'worse',
    rule: 'limit',
    since: 100,
    seenAt: 200,
    before: 780,
    after: 1140,
    text: '13 → 19 min',
    question: 'Why?',
  },
};
const entry = { id: 'e', team: 'shop', recordedAt: 300, at: 50 } as const;
const decision = { ...entry, kind: 'decision', decision: 'watch', reason: 'r' } as const;
const answeredAt = (...entries: TeamEntry[]) => answered([signal], entries)[0]?.answeredAt;

test('a decision or a note that names a signal answers it, the first of them counts', () => {
  const note: TeamEntry = { ...entry, kind: 'note', note: 'note', text: 't', signal: signal.id, recordedAt: 250 };
  expect(answeredAt({ ...decision, signal: signal.id }, note)).toBe(250);
  expect(answered([signal], [{ ...decision, signal: signal.id, url: 'https://g/d/team' }])).toEqual([
    { ...signal, answeredAt: 300, url: 'https://g/d/team' },
  ]);
});

test('a decision or a cause about the measure answers it once it could be seen', () => {
  expect(answeredAt({ ...decision, measure: 'ci_duration' })).toBe(300);
  expect(answeredAt({ ...entry, kind: 'note', note: 'cause', text: 't', measure: 'ci_duration' })).toBe(300);
  expect(answeredAt({ ...decision, measure: 'ci_duration', recordedAt: 199 })).toBeUndefined();
});

test('everything else leaves it waiting', () => {
  expect(answeredAt({ ...decision, measure: 'change_size' })).toBeUndefined();
  expect(answeredAt({ ...decision, measure: 'ci_duration', signal: 'another' })).toBeUndefined();
  expect(
    answeredAt({ ...entry, kind: 'note', note: 'retrospective', text: 't', measure: 'ci_duration' })
  ).toBeUndefined();
  expect(answeredAt({ ...entry, kind: 'intervention', title: 't', measure: 'ci_duration' })).toBeUndefined();
  expect(answered([signal], []).filter(isWaiting)).toHaveLength(1);
  expect(answered([{ ...signal, rule: 'run' }], []).filter(isWaiting)).toEqual([]);
});
