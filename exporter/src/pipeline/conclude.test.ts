import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { TeamEntry } from '#domain/record.ts';
import { day } from '#domain/window.ts';
import type { Database } from '#store/database.ts';
import { onEachEngine } from '#store/engines.fixture.ts';
import { appendRecord } from '#store/records.ts';
import { saveReadings } from '#store/readings.ts';
import { at, concludedAt, concluding, goal, release, releasesIn, storeOf, team } from './concluded.fixture.ts';

const written = (id: string, recordedAt: number) => ({ id, team: 'shop', recordedAt, at: recordedAt });

describe('a goal', () => {
  let database: Database;
  afterEach(() => database.close());
  const stateAt = async (now: number, goals = [goal()]) => {
    const [state] = (await concludedAt(database, now, goals)).goals;
    if (!state) throw new Error('no goal');
    return state;
  };

  test('its baseline is frozen when it starts: what is found out later does not move it', async () => {
    database = await storeOf(releasesIn(20), at(20));
    expect((await stateAt(at(20) - day)).baseline).toBeUndefined();
    const baseline = { value: 1, n: 28, from: at(16), to: at(20), frozenAt: at(20) };
    expect((await stateAt(at(20))).baseline).toEqual(baseline);
    const sha = '0'.padStart(40, '0');
    await storeOf(
      Array.from({ length: 28 }, (_, n) => release(sha, at(16) + n * day + 1)),
      at(21),
      database
    );
    const later = await stateAt(at(21));
    expect(later.baseline).toEqual(baseline);
    // 8, 7 and 7 of the last three weeks of the store, and 21 of the 28 that came late.
    expect(later.value?.n).toBe(22 + 21);
  });

  test('from its due date on its value is that of the due date', async () => {
    database = await storeOf(releasesIn(40), at(40));
    for (const now of [at(32), at(33), at(40)]) {
      const { value, status, outcome, progress, grade, stretchGrade, guardrails, probability } = await stateAt(now);
      expect({ value: value?.value, n: value?.n }).toEqual({ value: 2, n: 56 });
      expect({ status, outcome }).toEqual({ status: 'stretch_met', outcome: 'stretch_met' });
      // (2 − 1) ÷ (1.5 − 1), clipped to 1 in the grades
      expect({ progress, grade, stretchGrade }).toEqual({ progress: 2, grade: 1, stretchGrade: 1 });
      expect(guardrails).toMatchObject([{ measure: 'change_lead_time', value: 7200, holds: true }]);
      expect(probability).toBeUndefined();
    }
  });

  test('a target that changed holds from then on, and not before', async () => {
    database = await storeOf(releasesIn(32), at(30));
    await stateAt(at(20));
    const before = await stateAt(at(25));
    await stateAt(at(26), [goal({ target: 4, stretch: 5 })]);
    const { history, revisions } = await stateAt(at(30), [goal({ target: 4, stretch: 5 })]);
    expect(revisions.map(({ from, goal: { target } }) => [from, target])).toEqual([
      [at(20), 1.5],
      [at(26), 4],
    ]);
    const chance = (index: number) => history.probability.find(({ time }) => time === at(index))?.target;
    expect(chance(25)).toBe(before.probability);
    expect(chance(25)).toBeGreaterThan(0.5);
    expect(chance(26)).toBeLessThan(0.2);
    expect(history.status.filter(({ time }) => time <= at(25))).toEqual(before.history.status);
  });

  test('what was aimed at by another measure is no target of this one', async () => {
    database = await storeOf(releasesIn(32), at(30));
    await stateAt(at(22), [goal({ by: { measure: 'change_lead_time' }, target: 3600, stretch: 1800 })]);
    const { revisions, history } = await stateAt(at(24));
    expect(revisions).toHaveLength(1);
    // Releases once an hour were never a goal.
    expect(history.probability.find(({ time }) => time === at(22))?.target).toBeGreaterThan(0.05);
  });

  test('measured by PromQL: the newest reading before each time', async () => {
    database = await storeOf(releasesIn(1), at(24));
    const readings = Array.from({ length: 24 * 7 }, (_, n) => ({ at: at(0) + n * day, value: n < 140 ? 50 : 40 }));
    await saveReadings(database, 'orders', readings);
    const by = { promql: 'orders', unit: 'orders', better: 'lower' } as const;
    const state = await stateAt(at(24), [goal({ by, target: 45, stretch: 41, guardrails: [] })]);
    expect(state).toMatchObject({ unit: 'orders', value: { value: 40, n: 1 }, baseline: { value: 50, n: 1 } });
    // (50 − 40) ÷ (50 − 45)
    expect(state.progress).toBe(2);
    const chances = state.history.probability.map(({ target }) => target);
    expect(chances.at(-1)).toBeGreaterThan(chances[0] ?? 1);
  });

  test('missed; and learned from, once cause and next step are written in time', async () => {
    database = await storeOf(releasesIn(40), at(40));
    const missed = goal({ target: 3, stretch: 4 });
    expect(await stateAt(at(32), [missed])).toMatchObject({ outcome: 'missed', examined: false });
    const entry = { ...written('o', at(34)), kind: 'outcome', goal: 'often', cause: 'c', nextStep: 'n' } as const;
    await appendRecord(database, entry);
    expect((await stateAt(at(34) - 1, [missed])).outcome).toBe('missed');
    const learned = await stateAt(at(34), [missed]);
    expect(learned).toMatchObject({ status: 'learned', outcome: 'learned', next: 'Next step: n' });
    expect(learned.history.status.slice(-2)).toEqual([
      { time: at(32), status: 'missed' },
      { time: at(34), status: 'learned' },
    ]);
  });
});

describe('the past', () => {
  test.each([21, 24, 28, 33])('what is said of week %i is what was said then, whatever came later', async (index) => {
    const facts = releasesIn(40);
    const until = (fact: (typeof facts)[number]) =>
      'finishedAt' in fact ? fact.finishedAt : 'mergedAt' in fact ? fact.mergedAt : 0;
    const then = await storeOf(
      facts.filter((fact) => until(fact) <= at(index)),
      at(index)
    );
    const later = await storeOf(facts, at(40));
    const entry = { ...written('d', at(38)), kind: 'decision', decision: 'act', reason: 'r' } as const;
    await appendRecord(later, { ...entry, measure: 'deployment_frequency', limitsFrom: at(20) });
    const [before, after] = [await concludedAt(then, at(index)), await concludedAt(later, at(index))];
    expect(after).toEqual(before);
    await Promise.all([then.close(), later.close()]);
  });

  test('weeks that were shown are part of what is shown later', async () => {
    const database = await storeOf(releasesIn(40), at(40));
    const shown = [];
    for (let index = 20; index <= 31; index++) {
      const { goals, judged } = await concludedAt(database, at(index));
      shown.push({
        index,
        status: goals[0]?.status,
        ids: judged.flatMap(({ signals }) => signals.map(({ id }) => id)),
      });
    }
    const { goals, judged } = await concludedAt(database, at(40));
    const history = goals[0]?.history.status ?? [];
    const signals = judged.flatMap((each) => each.signals);
    for (const { index, status, ids } of shown) {
      expect([index, history.findLast(({ time }) => time <= at(index))?.status]).toEqual([index, status]);
      const known = signals.filter(({ seenAt }) => seenAt <= at(index));
      expect(known.map(({ id }) => id).sort()).toEqual(ids.sort());
    }
    expect(shown.at(-1)?.ids).toContain('shop:deployment_frequency:better:limit:2026-05-25');
    await database.close();
  });
});

describe('what a team wrote', () => {
  test('an intervention shows its effect; new limits hold from the decision on', async () => {
    const database = await storeOf(releasesIn(32), at(32));
    const entries: TeamEntry[] = [
      { ...written('i', at(20)), kind: 'intervention', title: 'Release each merge', measure: 'deployment_frequency' },
      {
        ...{ ...written('d', at(30)), kind: 'decision', decision: 'act', reason: 'it lasts' },
        ...{ measure: 'deployment_frequency', limitsFrom: at(20) },
      },
    ];
    for (const entry of entries) await appendRecord(database, entry);
    const { judged, effects } = await concludedAt(database, at(32));
    expect(effects.get('i')).toEqual({ verdict: 'better', text: '1 → 2 a day in the last 13 weeks' });
    const { judgement, signals } = judged.find(({ measure }) => measure.name === 'deployment_frequency') ?? {};
    expect(judgement?.usual.map(({ from, centre }) => [from, centre.toFixed(1)]).at(-1)).toEqual([at(30), '2.0']);
    expect(signals).toMatchObject([{ rule: 'limit', since: at(20), until: at(30) }]);
    await database.close();
  });
});

test('new limits are proposed of a lasting change that was meant, or whose cause is known to last', async () => {
  const database = await storeOf(releasesIn(32), at(32));
  const proposed = async () => {
    const { judged } = await concludedAt(database, at(32));
    return judged.find(({ measure }) => measure.name === 'deployment_frequency')?.judgement.proposal?.from;
  };
  const about = { measure: 'deployment_frequency' };
  expect(await proposed()).toBeUndefined();
  const cause = { ...written('c', at(21)), ...about, kind: 'note', note: 'cause', text: 'no more train' } as const;
  await appendRecord(database, cause);
  expect(await proposed()).toBeUndefined();
  const decision = { ...written('d', at(22)), ...about, kind: 'decision', decision: 'act', reason: 'r' } as const;
  await appendRecord(database, { ...decision, expectedEffect: 'it stays so' });
  expect(await proposed()).toBe(at(21));
  await appendRecord(database, { ...decision, id: 'l', recordedAt: at(31), limitsFrom: at(21) });
  expect(await proposed()).toBeUndefined();
  await database.close();
});

describe('when it is concluded anew', () => {
  afterEach(() => void jest.restoreAllMocks());

  test('after a pause where facts or entries changed, after an hour anyway, and at once when asked for', async () => {
    const minute = 60_000;
    let clock = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => clock);
    const database = await storeOf(releasesIn(22), at(22));
    const conclusions = concluding(database);
    const updateAfter = (minutes: number) => {
      clock += minutes * minute;
      return conclusions.update(at(22));
    };
    expect(await updateAfter(0)).toBe(true);
    expect(await updateAfter(6)).toBe(false);
    await appendRecord(database, { ...written('n', at(21)), kind: 'note', note: 'note', text: 't' });
    expect(await updateAfter(1)).toBe(true);
    await storeOf([release('0'.padStart(40, '0'), at(21))], at(22), database);
    expect(await updateAfter(4)).toBe(false);
    expect(await updateAfter(1)).toBe(true);
    expect(await updateAfter(59)).toBe(false);
    expect(await updateAfter(1)).toBe(true);
    conclusions.outdated('shop');
    expect(await updateAfter(0)).toBe(true);
    expect(await updateAfter(0)).toBe(false);
    await database.close();
  });

  test('what is written while it is being concluded is not forgotten', async () => {
    const database = await storeOf(releasesIn(22), at(22));
    let once = true;
    const conclusions = concluding({
      ...database,
      rows: async (sql, parameters) => {
        const rows = await database.rows(sql, parameters);
        if (once && sql.includes('content FROM records')) {
          once = false;
          conclusions.outdated('shop');
        }
        return rows as never;
      },
    });
    expect(await conclusions.update(at(22))).toBe(true);
    expect(await conclusions.update(at(22))).toBe(true);
    expect(await conclusions.update(at(22))).toBe(false);
    await database.close();
  });
});

onEachEngine(({ open, place }) => {
  test('two replicas of one store conclude the same', async () => {
    const location = await place();
    const [one, other] = [await open(location), await open(location)];
    await storeOf(releasesIn(24), at(24), one);
    const [first, second] = [concluding(one), concluding(other)];
    await Promise.all([first.update(at(24)), second.update(at(24) + 1000)]);
    const [a, b] = [first, second].map((conclusions) => conclusions.of(team.team));
    expect(a?.goals[0]?.baseline).toEqual(b?.goals[0]?.baseline);
    expect(a?.goals[0]?.baseline).toMatchObject({ value: 1, n: 28 });
    await second.update(at(24));
    const third = concluding(other);
    await third.update(at(24));
    expect(third.of(team.team)?.since).toBe((await concludedAt(one, at(25))).since);
  });
});
