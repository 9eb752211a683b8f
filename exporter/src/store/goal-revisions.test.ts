import { expect, test } from '@jest/globals';
import type { Goal } from '#domain/goal.ts';
import { onEachEngine } from './engines.fixture.ts';
import { freezeBaseline, readBaselines, readRevisions, recordRevisions } from './goal-revisions.ts';

const goal = (changes: Partial<Goal> = {}): Goal => ({
  id: 'a',
  team: 'checkout',
  objective: 'faster',
  why: 'customers wait: “always”',
  title: 'T',
  by: { measure: 'change_lead_time' },
  window: 28,
  target: 180_000.5,
  kind: 'committed',
  start: 1000,
  due: 2000,
  guardrails: [{ measure: 'deployment_frequency', floor: 0.1 }],
  milestones: [{ at: 1500, share: 0.5 }],
  ...changes,
});

onEachEngine((engine) => {
  test('a revision is kept where the content changed, and only there', async () => {
    const location = await engine.place();
    const database = await engine.open(location);
    await recordRevisions(database, [goal(), goal({ id: 'b' })], 10);
    await recordRevisions(database, [goal(), goal({ id: 'b' })], 20);
    // The same content in another order of its keys.
    await recordRevisions(database, [Object.fromEntries(Object.entries(goal()).reverse()) as Goal], 25);
    await recordRevisions(database, [goal({ target: 5 })], 30.4);
    await recordRevisions(database, [goal()], 40);
    const reopened = await engine.open(location);
    expect(await readRevisions(reopened)).toEqual(
      new Map([
        [
          'a',
          [
            { from: 10, goal: goal() },
            { from: 30, goal: goal({ target: 5 }) },
            { from: 40, goal: goal() },
          ],
        ],
        ['b', [{ from: 10, goal: goal({ id: 'b' }) }]],
      ])
    );
  });

  test('a clock set back adds what held then, and the same again adds nothing', async () => {
    const database = await engine.open();
    await recordRevisions(database, [goal({ target: 2 })], 50);
    await recordRevisions(database, [goal({ target: 1 })], 20);
    await recordRevisions(database, [goal({ target: 1 })], 20);
    const revisions = (await readRevisions(database)).get('a') ?? [];
    expect(revisions.map(({ from, goal: { target } }) => [from, target])).toEqual([
      [20, 1],
      [50, 2],
    ]);
  });

  test('a baseline is frozen once, and for one way of measuring', async () => {
    const database = await engine.open();
    const frozen = { value: 198_000.25, n: 60, from: 1, to: 29, frozenAt: 30 };
    expect(await readBaselines(database, [goal()])).toEqual(new Map());
    await freezeBaseline(database, goal(), frozen);
    await freezeBaseline(database, goal(), { ...frozen, value: 1, frozenAt: 31 });
    expect(await readBaselines(database, [goal(), goal({ id: 'b' })])).toEqual(new Map([['a', frozen]]));
    // Another target is still measured from there; another measure, window or start is not.
    expect((await readBaselines(database, [goal({ target: 9, due: 3000 })])).size).toBe(1);
    for (const other of [{ by: { measure: 'flow_time' } }, { window: 7 }, { start: 1001 }]) {
      expect((await readBaselines(database, [goal(other)])).size).toBe(0);
    }
  });
});
