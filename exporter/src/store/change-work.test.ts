import { expect, test } from '@jest/globals';
import { readChangeWork } from './change-work.ts';
import { onEachEngine } from './engines.fixture.ts';
import { change, idOf, shipped, store } from './facts.fixture.ts';
import { writeLinks } from './graph.ts';
import { objectiveOf } from './objectives.ts';

const id = idOf('r');
const objectives = objectiveOf([
  { objective: 'fast', work: { labels: ['fast'], milestones: ['Q3'], repositories: [] } },
  { objective: 'safe', work: { labels: ['safe'], milestones: [], repositories: [] } },
]);
const none = objectiveOf([]);

onEachEngine((engine) => {
  async function stored() {
    const database = await engine.open();
    await store(database, [
      change('direct', 10),
      change('labelled', 20, { labels: ['safe'], workItems: [], paths: ['a/x'] }),
      change('closing', 30, { labels: ['safe'], workItems: ['unknown', 'w'], paths: ['b/x'], bot: true }),
      change('planned', 40, { labels: [], milestone: 'Q3', workItems: [], paths: ['a/y', 'b/y'] }),
      {
        fact: 'work_item',
        repository: 'plan',
        id: 'w',
        openedAt: 1,
        type: 'feature',
        unplanned: false,
        labels: ['fast'],
      },
    ]);
    await writeLinks(
      database,
      id,
      {
        origins: [],
        changeDeployments: [
          { ...shipped('labelled', 20, 'v1', 50), service: 's' },
          { ...shipped('planned', 40), service: 's' },
        ],
        verdicts: [],
        incidents: [],
        runs: [],
      },
      'x'
    );
    return database;
  }

  test('a change serves what its own marks say, or those of the items that it closes, wherever they are', async () => {
    const work = await readChangeWork(await stored(), [{ id }], 0, objectives);
    expect([...work.mergedAt]).toEqual([10, 20, 30, 40]);
    expect(Array.from(work.objective, (index) => objectives.names[index])).toEqual([
      'unlinked',
      'safe',
      'fast',
      'fast',
    ]);
    expect([...work.linked]).toEqual([-1, 0, 1, 0]);
    expect([...work.bot]).toEqual([0, 0, 1, 0]);
  });

  test('without objectives only what says whether it names an item', async () => {
    const work = await readChangeWork(await stored(), [{ id }, { id: idOf('plan') }], 0, none);
    expect([...work.mergedAt]).toEqual([20, 30, 40]);
    expect([...work.linked]).toEqual([0, 1, 0]);
  });

  test('of the team’s files or service, once, and since a time', async () => {
    const database = await stored();
    const merged = async (owned: Parameters<typeof readChangeWork>[1], since = 0) => [
      ...(await readChangeWork(database, owned, since, objectives)).mergedAt,
    ];
    expect(await merged([{ id, paths: ['a/**'] }])).toEqual([20, 40]);
    expect(await merged([{ id, service: 's' }])).toEqual([20, 40]);
    expect(
      await merged([
        { id, service: 's' },
        { id, paths: ['b/**'] },
      ])
    ).toEqual([20, 30, 40]);
    expect(await merged([{ id }], 20.5)).toEqual([30, 40]);
    expect(await merged([])).toEqual([]);
  });
});
