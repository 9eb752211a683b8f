import { expect, test } from '@jest/globals';
import { counterStatements, readCounters } from './counters.ts';
import { readRepositories, repositoryStatements } from './coverage.ts';
import {
  beginPull,
  cursorStatement,
  pullFailed,
  pullSucceeded,
  readLastSuccesses,
  readSourceState,
} from './cursors.ts';
import type { Database } from './database.ts';
import { onEachEngine } from './engines.fixture.ts';
import { StoreError } from './errors.ts';
import { change, commit, deployment, idOf, incident, shipped, source, store } from './facts.fixture.ts';
import { factStatements, sweepStatements } from './facts.ts';
import { readDerived, readLinkInput, writeLinks } from './graph.ts';
import { linkStatements } from './links.ts';
import { migrations } from './migrations/index.ts';
import { migrate } from './open.ts';

const r = idOf('r');
const tables = [
  'commits',
  'pull_heads',
  'changes',
  'deployments',
  'change_deployments',
  'proposals',
  'incidents',
  'work_items',
  'runs',
];

async function everything(database: Database): Promise<unknown> {
  return Promise.all(tables.map((table) => database.rows(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)));
}

/** The order of rows is no promise of the store. */
const byId = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => (a.id < b.id ? -1 : 1));

const facts = [
  commit('aa', { parents: ['bb', 'cc'], reverts: ['dddddddd'], authoredAt: -5 }),
  commit('bb'),
  { fact: 'pull_head', repository: 'r', number: 7, sha: 'cc' } as const,
  change('aa', 100, {
    kind: 'pull',
    number: 7,
    firstCommitAt: -3_000_000_000_000,
    openedAt: 50,
    firstReviewAt: 60,
    title: 'naïve\nüber',
    url: 'https://example.org/7',
    paths: ['a/b.ts', 'c d.md'],
    readyAt: 55,
    approvedAt: 90,
    reviewRounds: 2,
    lines: 31,
    labels: ['bug', 'needs: time'],
    milestone: 'Q3 delivery',
    workItems: ['w1', 'w2'],
    revertsNumber: 6,
    mendsNumber: 5,
  }),
  change('bb', 4_102_444_800_000, { bot: true }),
  deployment('v1', 200, { service: 's', url: 'https://example.org/v1' }),
  deployment('v2', 300, { production: false, environment: 'staging', outcome: 'failure' }),
  incident('i1', 210, { service: 's', resolvedAt: 260, causedBy: '#7', url: 'https://example.org/9' }),
  incident('i2', 220),
  {
    fact: 'proposal',
    repository: 'r',
    id: 'p1',
    number: 7,
    openedAt: 50,
    closedAt: 100,
    bot: true,
    workItems: ['w1'],
  } as const,
  {
    fact: 'work_item',
    repository: 'r',
    id: 'w1',
    number: 3,
    openedAt: 10,
    startedAt: 20,
    finishedAt: 100,
    type: 'defect',
    unplanned: true,
    labels: ['bug', 'interrupt'],
    milestone: 'Q3 delivery',
    parent: 'w0',
    blocked: [{ from: 30, to: 40 }, { from: 60 }],
    url: 'https://example.org/3',
  } as const,
  {
    fact: 'work_item',
    repository: 'r',
    id: 'w2',
    openedAt: 11,
    cancelledAt: 12,
    type: 'unclassified',
    unplanned: false,
    labels: [],
  } as const,
  {
    fact: 'run',
    repository: 'r',
    id: 'x/2',
    workflow: 'CI',
    sha: 'aa',
    attempt: 2,
    startedAt: 60,
    finishedAt: 70,
    outcome: 'cancelled',
    url: 'https://example.org/x',
  } as const,
];
const derived = {
  origins: [{ id: 'aa', firstCommitAt: 40, basis: 'pr_commits' as const }],
  changeDeployments: [
    { ...shipped('aa', 100, 'v1', 200), bot: true, readyAt: 55, firstReviewAt: 60 },
    { ...shipped('bb', 110), service: 's' },
  ],
  verdicts: [
    { id: 'v1', kind: 'rollback' as const, changes: 1, baseline: true, failed: true, failedBecause: 'patch' as const },
    { id: 'v2', kind: 'regular' as const, changes: 0, baseline: false, failed: false, recoveredAt: 900 },
  ],
  incidents: [
    { id: 'i1', evidence: 'link' as const, deployment: 'v1' },
    { id: 'i2', evidence: 'none' as const },
  ],
  runs: [{ id: 'x/2', redSince: 30, failedBefore: true }],
};

onEachEngine((engine) => {
  test('facts come back as the link step needs them', async () => {
    const database = await engine.open();
    await store(database, facts);
    const input = await readLinkInput(database, r);
    expect(input.commits).toEqual([
      { sha: 'aa', parents: ['bb', 'cc'], authoredAt: -5, committedAt: 2, reverts: ['dddddddd'] },
      { sha: 'bb', parents: [], authoredAt: 1, committedAt: 2, reverts: [] },
    ]);
    expect(input.pullHeads).toEqual([{ number: 7, sha: 'cc' }]);
    expect(byId(input.changes)).toEqual([
      {
        id: 'aa',
        kind: 'pull',
        number: 7,
        sha: 'aa',
        authoredAt: 90,
        firstCommitAt: -3_000_000_000_000,
        openedAt: 50,
        readyAt: 55,
        firstReviewAt: 60,
        mergedAt: 100,
        bot: false,
        revertsNumber: 6,
        mendsNumber: 5,
        url: 'https://example.org/7',
      },
      { id: 'bb', kind: 'commit', sha: 'bb', authoredAt: 4_102_444_799_990, mergedAt: 4_102_444_800_000, bot: true },
    ]);
    const common = { sha: 'v1', version: 'v1', startedAt: 200, finishedAt: 200 };
    expect(byId(input.deployments)).toEqual([
      { ...common, id: 'v1', service: 's', environment: 'production', production: true, outcome: 'success' },
      {
        id: 'v2',
        sha: 'v2',
        version: 'v2',
        service: '',
        environment: 'staging',
        production: false,
        startedAt: 300,
        finishedAt: 300,
        outcome: 'failure',
      },
    ]);
    expect(byId(input.incidents)).toEqual([
      { id: 'i1', service: 's', openedAt: 210, resolvedAt: 260, causedBy: '#7' },
      { id: 'i2', service: '', openedAt: 220 },
    ]);
    expect(input.runs).toEqual([
      { id: 'x/2', workflow: 'CI', sha: 'aa', attempt: 2, finishedAt: 70, outcome: 'cancelled' },
    ]);
    expect(await readLinkInput(database, idOf('another'))).toEqual({
      commits: [],
      pullHeads: [],
      changes: [],
      deployments: [],
      incidents: [],
      runs: [],
    });
  });

  test('what GitHub tells is stored whole: lists by lines, waiting times as JSON, what nobody looked at as null', async () => {
    const database = await engine.open();
    await store(database, facts, 4);
    expect(
      await database.rows(
        `SELECT id, ready_at, approved_at, review_rounds, lines, labels, milestone, work_items, reverts_number
          FROM changes ORDER BY id`
      )
    ).toEqual([
      {
        id: 'aa',
        ready_at: 55,
        approved_at: 90,
        review_rounds: 2,
        lines: 31,
        labels: 'bug\nneeds: time',
        milestone: 'Q3 delivery',
        work_items: 'w1\nw2',
        reverts_number: 6,
      },
      {
        id: 'bb',
        ready_at: null,
        approved_at: null,
        review_rounds: null,
        lines: null,
        labels: null,
        milestone: null,
        work_items: null,
        reverts_number: null,
      },
    ]);
    expect(await database.rows('SELECT * FROM proposals')).toEqual([
      {
        repository: r,
        id: 'p1',
        number: 7,
        opened_at: 50,
        closed_at: 100,
        bot: 1,
        work_items: 'w1',
        url: null,
        pull: 4,
      },
    ]);
    expect(await database.rows('SELECT * FROM work_items ORDER BY id')).toEqual([
      {
        repository: r,
        id: 'w1',
        number: 3,
        opened_at: 10,
        started_at: 20,
        finished_at: 100,
        cancelled_at: null,
        type: 'defect',
        unplanned: 1,
        labels: 'bug\ninterrupt',
        milestone: 'Q3 delivery',
        parent: 'w0',
        blocked: '[{"from":30,"to":40},{"from":60}]',
        url: 'https://example.org/3',
        pull: 4,
      },
      {
        repository: r,
        id: 'w2',
        number: null,
        opened_at: 11,
        started_at: null,
        finished_at: null,
        cancelled_at: 12,
        type: 'unclassified',
        unplanned: 0,
        labels: '',
        milestone: null,
        parent: null,
        blocked: null,
        url: null,
        pull: 4,
      },
    ]);
    expect(await database.rows('SELECT * FROM runs')).toEqual([
      {
        repository: r,
        id: 'x/2',
        workflow: 'CI',
        sha: 'aa',
        attempt: 2,
        started_at: 60,
        finished_at: 70,
        outcome: 'cancelled',
        url: 'https://example.org/x',
        pull: 4,
        red_since: null,
        failed_before: 0,
      },
    ]);
  });

  test('every kind that can go at its origin is swept', async () => {
    const database = await engine.open();
    await store(database, facts, 1);
    const kinds = ['proposal', 'incident', 'work_item', 'run'] as const;
    await database.write(kinds.flatMap((kind) => sweepStatements(r, kind, 2)));
    for (const table of ['proposals', 'incidents', 'work_items', 'runs']) {
      expect(await database.rows(`SELECT * FROM ${table}`)).toEqual([]);
    }
    expect((await readRepositories(database, [source]))[0]?.revision).toBe(1 + kinds.length);
  });

  test('what is stored twice is stored once, and the later of two facts wins', async () => {
    const database = await engine.open();
    await store(database, facts);
    const once = await everything(database);
    await store(database, facts);
    await store(database, [...facts, ...facts]);
    expect(await everything(database)).toEqual(once);
    await store(database, [change('bb', 100, { sha: 'old' }), change('bb', 101, { sha: 'new' })]);
    const { changes } = await readLinkInput(database, r);
    expect(byId(changes).map(({ id, sha, mergedAt }) => [id, sha, mergedAt])).toEqual([
      ['aa', 'aa', 100],
      ['bb', 'new', 101],
    ]);
  });

  test('more facts than one statement holds', async () => {
    const database = await engine.open();
    await store(
      database,
      Array.from({ length: 1001 }, (_, index) => change(`c${index}`, index))
    );
    expect(await database.rows('SELECT COUNT(*) AS n, MAX(merged_at) AS last FROM changes')).toEqual([
      { n: 1001, last: 1000 },
    ]);
  });

  test('a sweep takes what the pull has not given, of its kind and repository alone, and no commit', async () => {
    const database = await engine.open();
    const elsewhere = deployment('v1', 200, { repository: 'other' });
    await store(database, [...facts, elsewhere], 1);
    await store(database, [deployment('v2', 300), deployment('v3', 400)], 2);
    const before = await readRepositories(database, [source]);
    await database.write([
      ...sweepStatements(r, 'deployment', 2),
      ...sweepStatements(r, 'commit', 2),
      ...sweepStatements(idOf('other'), 'change', 2),
    ]);
    const input = await readLinkInput(database, r);
    expect(byId(input.deployments).map(({ id }) => id)).toEqual(['v2', 'v3']);
    expect([input.commits.length, input.changes.length, input.pullHeads.length]).toEqual([2, 2, 1]);
    expect((await readLinkInput(database, idOf('other'))).deployments).toHaveLength(1);
    const revisions = (await readRepositories(database, [source])).map(({ name, revision }) => [name, revision]);
    expect(revisions).toEqual(before.map(({ name, revision }) => [name, name === 'r' ? revision + 1 : revision]));
    await database.write(sweepStatements(r, 'pull_head', 2));
    expect((await readLinkInput(database, r)).pullHeads).toEqual([]);
  });

  test('an older pull that goes on does not take rows from the sweep of a newer one', async () => {
    const database = await engine.open();
    await store(database, [deployment('v1', 1)], 6);
    await store(database, [deployment('v1', 1)], 5);
    await database.write(sweepStatements(r, 'deployment', 6));
    expect((await readLinkInput(database, r)).deployments).toHaveLength(1);
  });

  test('a write is whole or not at all', async () => {
    const database = await engine.open();
    await store(database, facts);
    const before = await everything(database);
    const failing = database.write([
      ...factStatements(idOf, [change('new', 1)], 2),
      ['INSERT INTO commits (repository) VALUES ($1)', [1]],
    ]);
    // By its message: an error of the native driver is of another realm than this file's, and toThrow does not know it.
    await expect(failing).rejects.toMatchObject({ message: expect.stringMatching(/null/i) });
    expect(await everything(database)).toEqual(before);
    await store(database, [change('new', 1)], 2);
    expect((await readLinkInput(database, r)).changes).toHaveLength(3);
  });

  test('links are written where they differ, and survive the facts given again', async () => {
    const database = await engine.open();
    await store(database, facts);
    await writeLinks(database, r, derived, 'first');
    const stored = await readDerived(database, r);
    expect(byId(stored.origins)).toEqual(derived.origins);
    expect(stored.changeDeployments.toSorted((a, b) => (a.change < b.change ? -1 : 1))).toEqual(
      derived.changeDeployments
    );
    expect(byId(stored.verdicts)).toEqual(derived.verdicts);
    expect(byId(stored.incidents)).toEqual(derived.incidents);
    expect(stored.runs).toEqual(derived.runs);
    await store(database, facts, 2);
    const again = await readDerived(database, r);
    expect(byId(again.verdicts)).toEqual(derived.verdicts);
    expect(byId(again.incidents)).toEqual(derived.incidents);
    expect(again.runs).toEqual(derived.runs);
    expect(again.changeDeployments).toHaveLength(2);
    expect(byId((await readLinkInput(database, r)).changes)[0]?.firstCommitAt).toBe(-3_000_000_000_000);

    expect(linkStatements(r, derived, stored, 'second').flat()).toHaveLength(1);
    const [, later] = derived.changeDeployments;
    const changed = {
      ...derived,
      verdicts: derived.verdicts.slice(1),
      changeDeployments: later ? [later] : [],
      incidents: [{ id: 'i1', evidence: 'none' as const }],
    };
    const [batch = [], ...more] = linkStatements(r, changed, stored, 'second');
    expect(more).toEqual([]);
    expect(batch.map(([sql]) => sql.split(' ')[0])).toEqual(['DELETE', 'WITH', 'UPDATE']);
    await writeLinks(database, r, changed, 'second');
    const last = await readDerived(database, r);
    expect(last.changeDeployments).toEqual(changed.changeDeployments);
    expect(byId(last.incidents)[0]).toEqual({ id: 'i1', evidence: 'none' });
    expect((await readRepositories(database, [source]))[0]?.linked).toBe('second');
  });

  test('many links come in several writes, the last of which says that it is done', async () => {
    const database = await engine.open();
    const many = Array.from({ length: 4500 }, (_, index) => change(`c${index}`, index));
    await store(database, many);
    const links = {
      origins: many.map(({ id }) => ({ id, firstCommitAt: 5, basis: 'direct' as const })),
      changeDeployments: many.map(({ id, mergedAt }) => shipped(id, mergedAt, 'v1', 9999)),
      verdicts: [],
      incidents: [],
      runs: [],
    };
    const writes = linkStatements(r, links, await readDerived(database, r), 'done');
    expect(writes.length).toBeGreaterThan(4);
    for (const write of writes.slice(0, -1)) await database.write(write);
    expect((await readRepositories(database, [source]))[0]?.linked).toBeUndefined();
    await writeLinks(database, r, links, 'done');
    const after = await readDerived(database, r);
    expect([after.origins.length, after.changeDeployments.length]).toEqual([4500, 4500]);
    expect((await readRepositories(database, [source]))[0]?.linked).toBe('done');
    await writeLinks(database, r, { ...links, changeDeployments: [] }, 'again');
    expect((await readDerived(database, r)).changeDeployments).toEqual([]);
  });

  test('repositories tell from when they are complete, and of their first fact', async () => {
    const database = await engine.open();
    await database.write(
      repositoryStatements(source, [
        { name: 'whole', completeFrom: -Infinity, url: 'https://example.org' },
        { name: 'part', completeFrom: 12.5 },
        { name: 'unknown' },
      ])
    );
    await database.write(repositoryStatements('another', [{ name: 'whole' }]));
    await database.write(repositoryStatements(source, [{ name: 'whole' }, { name: 'part', completeFrom: 7 }]));
    const staging = { repository: 'whole', production: false };
    await store(database, [
      deployment('v0', 10, staging),
      deployment('v1', 20, { repository: 'whole' }),
      change('c', 30, { repository: 'whole' }),
    ]);
    await writeLinks(
      database,
      idOf('whole'),
      { origins: [], changeDeployments: [], verdicts: [], incidents: [], runs: [] },
      'linked'
    );
    const common = { source, revision: 0, completeFrom: NaN, firstFactAt: NaN };
    expect(await readRepositories(database, [source])).toEqual([
      { ...common, id: idOf('part'), name: 'part', completeFrom: 7 },
      { ...common, id: idOf('unknown'), name: 'unknown' },
      {
        ...common,
        id: idOf('whole'),
        name: 'whole',
        url: 'https://example.org',
        completeFrom: -Infinity,
        revision: 1,
        linked: 'linked',
        firstFactAt: 20,
      },
    ]);
    expect(await readRepositories(database, [])).toEqual([]);
  });

  test('sources keep their cursor, and how their pulls went', async () => {
    const database = await engine.open();
    expect(await readSourceState(database, source)).toBeUndefined();
    expect(await beginPull(database, source, 1000)).toBe(1);
    await database.write([cursorStatement(source, 'c1'), pullSucceeded(source, 1500, 500.4)]);
    expect(await beginPull(database, source, 2000)).toBe(2);
    await database.write([pullFailed(source, 'unavailable', 9)]);
    const failed = { name: source, cursor: 'c1', pull: 2, lastAttempt: 2000, lastSuccess: 1500, firstSuccess: 1500 };
    expect(await readSourceState(database, source)).toEqual({ ...failed, lastError: 'unavailable', duration: 9 });
    await database.write([pullSucceeded(source, 2500, 3)]);
    expect(await readSourceState(database, source)).toEqual({ ...failed, lastSuccess: 2500, duration: 3 });
    expect(await readLastSuccesses(database)).toEqual(new Map([[source, 2500]]));
  });

  test('counters go on after a restart', async () => {
    const location = await engine.place();
    const first = await engine.open(location);
    await first.write(counterStatements(source, [{ name: 'items', key: 'change', value: 3 }]));
    const second = await engine.open(location);
    await second.write(counterStatements(source, [{ name: 'items', key: 'change', value: 4 }]));
    expect(await second.rows('SELECT * FROM counters')).toEqual(await readCounters(second, source));
    expect(await readCounters(second, source)).toEqual([{ source, name: 'items', key: 'change', value: 7 }]);
  });

  test('two processes that start together make one layout', async () => {
    const location = await engine.place();
    const databases = await Promise.all([1, 2, 3].map(() => engine.open(location)));
    for (const database of databases) {
      expect(await database.rows('SELECT version FROM schema_version')).toEqual(
        migrations.map(({ version }) => ({ version }))
      );
    }
  });

  test('a migration that fails changes nothing, and is made up for', async () => {
    const location = await engine.place();
    const database = await engine.open(location);
    const next = (sql: string) => [...migrations, { version: 99, statements: ['CREATE TABLE more (x BIGINT)', sql] }];
    await expect(migrate(database, next('CREATE NONSENSE'), 'here')).rejects.toMatchObject({
      message: expect.stringMatching(/syntax/i),
    });
    await expect(database.rows('SELECT * FROM more')).rejects.toMatchObject({ message: expect.stringMatching(/more/) });
    await migrate(database, next('CREATE INDEX more_x ON more (x)'), 'here');
    expect(await database.rows('SELECT * FROM more')).toEqual([]);
  });

  test('a store of a newer version is refused and stays as it is', async () => {
    const location = await engine.place();
    const database = await engine.open(location);
    await store(database, facts);
    await database.write([['INSERT INTO schema_version (version) VALUES ($1)', [99]]]);
    const before = await everything(database);
    const error = await engine.open(location).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ reason: 'newer_version', message: expect.stringContaining('start that version') });
    expect(await everything(database)).toEqual(before);
  });

  test('arrays hold the columns in order', async () => {
    const database = await engine.open();
    await store(database, facts);
    const sql = 'SELECT merged_at, id, number, bot FROM changes WHERE repository = $1 ORDER BY id';
    const expected = [
      [100, 'aa', 7, 0],
      [4_102_444_800_000, 'bb', null, 1],
    ];
    expect(await database.arrays(sql, [r])).toEqual(expected);
    expect(await database.rows(sql, [r])).toEqual(
      expected.map(([merged_at, id, number, bot]) => ({ merged_at, id, number, bot }))
    );
  });
});
