import { describe, expect, test } from '@jest/globals';
import type { PostedEntry, TeamEntry } from '#domain/record.ts';
import { entryOf, viewOf } from './records.ts';

const now = Date.UTC(2026, 8, 1, 12);
const day = 86_400_000;
const decision: PostedEntry = { kind: 'decision', team: 'checkout', decision: 'watch', reason: 'new runners' };
const plan: PostedEntry = {
  kind: 'plan',
  team: 'checkout',
  title: 'Runners',
  measure: 'ci_duration',
  start: now,
  expected: 600,
  checkAt: now + 30 * day,
};

describe('an entry', () => {
  test('holds when it was recorded, unless it says otherwise', () => {
    expect(entryOf(decision, now)).toMatchObject({ recordedAt: now, at: now });
    expect(entryOf({ ...decision, at: 5 }, now)).toMatchObject({ recordedAt: now, at: 5 });
  });

  test('is the same one when it is sent again that day, and another one otherwise', () => {
    const { id } = entryOf(decision, now);
    expect(entryOf(decision, now + 3_600_000).id).toBe(id);
    expect(entryOf(decision, now + day).id).not.toBe(id);
    expect(entryOf({ ...decision, team: 'payments' }, now).id).not.toBe(id);
  });

  test('keeps the baseline of a plan as it was then', () => {
    const baseline = { value: 780, n: 40, from: now - 28 * day, to: now };
    expect(entryOf(plan, now, baseline)).toMatchObject({ baseline });
    expect(entryOf(decision, now, baseline)).not.toHaveProperty('baseline');
  });
});

describe('what came of it', () => {
  const entry = entryOf(plan, now);
  const outcome = (recordedAt: number, effectFound: string): TeamEntry => ({
    kind: 'outcome',
    id: effectFound,
    team: 'checkout',
    recordedAt,
    at: recordedAt,
    of: entry.id,
    effectFound,
  });

  test('a plan falls due at its check date and 90 days later', () => {
    const due = [now + 30 * day, now + 120 * day];
    const states = (others: readonly TeamEntry[]) => viewOf(entry, [entry, ...others]).followUps;
    expect(states([])).toEqual(due.map((at) => ({ due: at, done: false })));
    expect(states([outcome(due[0] ?? 0, '13 → 10 min')])?.map(({ done }) => done)).toEqual([true, false]);
    expect(states([outcome(1, 'a'), outcome(2, 'b')])?.map(({ done }) => done)).toEqual([true, true]);
  });

  test('the newest effect that was found stands for it', () => {
    expect(viewOf(entry, [outcome(2, 'later'), outcome(1, 'first')]).effectFound).toBe('later');
    expect(viewOf(entry, [])).not.toHaveProperty('effectFound');
    expect(viewOf(entryOf(decision, now), [])).toEqual({ entry: entryOf(decision, now) });
  });
});
