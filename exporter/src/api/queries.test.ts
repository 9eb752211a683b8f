import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { FactQuery, SeriesQuery } from './services.ts';
import { answerOf, change, deployment, testApp } from './services.fixture.ts';

const series = {
  measure: 'change_lead_time',
  team: 'checkout',
  from: '2026-01-01T00:00:00Z',
  to: '2026-07-01T00:00:00Z',
  step: 'month',
};
const range = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 6, 1) };

/** Asks, and gives what the service was asked for. */
async function asked<Query>(path: string, query: Record<string, string>): Promise<Query> {
  const queries: unknown[] = [];
  const note = (query: unknown) => {
    queries.push(query);
    return Promise.resolve([]);
  };
  const list = async (query: unknown) => ({ items: await note(query) });
  const series = async (query: unknown) => ({ groups: await note(query) });
  const { app } = testApp({ services: { series, changes: list, deployments: list, incidents: list } });
  await request(app).get(path).query(query).expect(200);
  expect(queries).toHaveLength(1);
  return queries[0] as Query;
}

async function errorsOf(path: string, query: Record<string, unknown> | string): Promise<unknown> {
  const { app } = testApp();
  const { body, headers } = await answerOf(request(app).get(path).query(query).expect(400));
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(body).toEqual({
    status: 400,
    title: 'Bad Request',
    detail: expect.any(String),
    errors: expect.any(Array),
  });
  return body['errors'];
}

describe('/api/v1/series', () => {
  const path = '/api/v1/series';
  const { step: _step, ...noStep } = series;

  test('answers the measure, its unit and its points', async () => {
    const { body } = await answerOf(request(testApp().app).get(path).query(series).expect(200));
    expect(body).toEqual({
      measure: 'change_lead_time',
      unit: 'seconds',
      points: [
        { time: '2026-01-01T00:00:00Z', value: 3600, n: 6, low: 60, high: 7200, complete: true, left_out: 2 },
        { time: '2026-02-01T00:00:00Z', value: 1800, n: 2, complete: false },
      ],
    });
  });

  test.each(['day', 'week', 'month', 'quarter'])('asks by %s, for the first statistic unless told', async (step) => {
    expect(await asked<SeriesQuery>(path, { ...series, step })).toEqual({
      measure: 'change_lead_time',
      team: 'checkout',
      statistic: 'p50',
      groups: [undefined],
      range,
      by: { step },
    });
  });

  test('asks for a trailing window and another statistic', async () => {
    const query = await asked<SeriesQuery>(path, { ...noStep, window: '28d', statistic: 'p90' });
    expect(query).toMatchObject({ statistic: 'p90', by: { window: 28 * 86_400_000 } });
  });

  test.each([
    [{ measure: 'change_stage', stage: 'review' }, ['review']],
    [{ measure: 'change_stage', by: 'stage' }, ['coding', 'review']],
    [{ measure: 'flow_time' }, [undefined]],
  ])('asks %j for its parts', async (more, groups) => {
    expect((await asked<SeriesQuery>(path, { ...series, ...more })).groups).toEqual(groups);
  });

  test('by a label: a list of points for each of its values', async () => {
    const query = { ...series, measure: 'change_stage', by: 'stage' };
    const { body } = await answerOf(request(testApp().app).get(path).query(query).expect(200));
    const points = [expect.objectContaining({ value: 3600 }), expect.objectContaining({ value: 1800 })];
    expect(body).toEqual({
      measure: 'change_stage',
      unit: 'seconds',
      items: [
        { stage: 'coding', points },
        { stage: 'review', points },
      ],
    });
  });

  test.each([
    ['2026-01-01T02:00:00+02:00', 0],
    ['2026-01-01T02:00:00 02:00', 0],
    ['2025-12-31T19:00:00-05:00', 0],
    ['2026-01-01T00:00:00.250Z', 250],
  ])('from=%s is the same moment', async (from, offset) => {
    expect((await asked<SeriesQuery>(path, { ...series, from })).range.from).toBe(range.from + offset);
  });

  test('everything that is missing is named at once', async () => {
    expect(await errorsOf(path, {})).toEqual(
      ['measure', 'team', 'from', 'to'].map((path) => ({ path, message: 'required' }))
    );
  });

  test.each([
    [{ from: 'yesterday' }, 'from', 'not a time; RFC 3339 is understood: 2026-07-01T00:00:00Z'],
    [{ from: '2026-02-30T00:00:00Z' }, 'from', 'not a time; RFC 3339 is understood: 2026-07-01T00:00:00Z'],
    [{ to: '2026-07-01T00:00:00' }, 'to', 'not a time; RFC 3339 is understood: 2026-07-01T00:00:00Z'],
    [{ to: '1751328000' }, 'to', 'not a time; RFC 3339 is understood: 2026-07-01T00:00:00Z'],
    [{ to: series.from }, 'to', 'must be after from: a range is from ≤ t < to'],
    [{ step: 'year' }, 'step', 'not known; one of: day, week, month, quarter'],
    [{ step: ['day', 'week'] }, 'step', 'give it once'],
    [{ team: ['a', 'b'] }, 'team', 'give it once'],
    [{ team: '' }, 'team', 'required'],
    [{ window: '28d' }, 'window', 'give step or window, not both'],
    [{ statistic: 'mean' }, 'statistic', 'not known; one of: p50, p75, p90, max, value'],
    [{ statistic: 'p75' }, 'statistic', 'not one of change_lead_time; it has: p50, p90'],
    [
      { measure: 'velocity' },
      'measure',
      'not known; one of: change_lead_time, change_fail_rate, change_stage, flow_time',
    ],
    [
      { colour: 'red' },
      'colour',
      'not known; known: measure, team, from, to, step, window, statistic, stage, type, objective, by',
    ],
    [
      { step: 'day', from: '2012-01-01T00:00:00Z' },
      'from',
      'the range has about 5295 points, at most 5000 are answered: shorten it, or take a longer step',
    ],
    [{ by: 'team' }, 'by', 'not known; one of: stage, type, objective'],
    [{ by: 'stage' }, 'by', 'change_lead_time has no parts'],
    [{ type: 'defect' }, 'type', 'change_lead_time has no parts'],
    [{ measure: 'flow_time', by: 'stage' }, 'by', 'flow_time has parts by type'],
    [{ measure: 'flow_time', by: 'type', type: 'defect' }, 'type', 'give by or type, not both'],
    [{ measure: 'flow_time', type: 'wish' }, 'type', 'not known; one of: feature, defect'],
    [{ measure: 'change_stage' }, 'by', 'the parts of change_stage mean nothing together: give by=stage, or stage'],
  ])('%j is 400 at %s', async (wrong, path, message) => {
    expect(await errorsOf('/api/v1/series', { ...series, ...wrong })).toEqual([{ path, message }]);
  });

  test.each(['28', '0d', '-7d', '28D', '4w', '1.5d', '99999d', 'd'])('window=%s is not understood', async (window) => {
    expect(await errorsOf(path, { ...noStep, window })).toEqual([
      { path: 'window', message: 'not a number of days; understood: 7d, 28d, 90d' },
    ]);
  });

  test('neither step nor window is 400; so are keys that an object has of its own', async () => {
    expect(await errorsOf(path, noStep)).toEqual([{ path: 'step', message: 'give step or window' }]);
    expect(await errorsOf('/api/v1/teams', '__proto__=1&constructor=2')).toEqual([
      { path: '__proto__', message: 'not known; none is' },
      { path: 'constructor', message: 'not known; none is' },
    ]);
  });

  test('an unknown team is 404', async () => {
    const { body } = await answerOf(
      request(testApp().app)
        .get(path)
        .query({ ...series, team: 'sales' })
        .expect(404)
    );
    expect(body).toEqual({
      status: 404,
      title: 'Not Found',
      detail: 'There is no team "sales"; /api/v1/teams lists them.',
    });
  });
});

describe.each(['/api/v1/changes', '/api/v1/deployments', '/api/v1/incidents'])('%s', (path) => {
  test('asks for everything, a hundred at a time, unless told', async () => {
    expect(await asked<FactQuery>(path, {})).toEqual({ range: { from: -Infinity, to: Infinity }, limit: 100 });
  });

  test('asks for a repository, a team, a range and the next page', async () => {
    const { from, to } = series;
    const query = { repository: 'acme/checkout', team: 'checkout', from, to, limit: '1000', cursor: 'a b' };
    expect(await asked<FactQuery>(path, query)).toEqual({
      ...query,
      from: undefined,
      to: undefined,
      range,
      limit: 1000,
    });
  });

  test.each([
    ['0', 'at least 1'],
    ['-1', 'at least 1'],
    ['1001', 'at most 1000'],
    ['1.5', 'not a whole number'],
    ['many', 'not a number'],
    ['', 'at least 1'],
  ])('limit=%s is 400', async (limit, message) => {
    expect(await errorsOf(path, { limit })).toEqual([{ path: 'limit', message }]);
  });

  test('an unknown team or repository is 404', async () => {
    await request(testApp().app).get(path).query({ team: 'sales' }).expect(404);
    await request(testApp().app).get(path).query({ repository: 'acme/sales' }).expect(404);
  });

  test('unknown parameters are all named', async () => {
    expect(await errorsOf(path, { author: 'x', sort: 'y' })).toEqual([
      { path: 'author', message: 'not known; known: repository, team, from, to, limit, cursor' },
      { path: 'sort', message: 'not known; known: repository, team, from, to, limit, cursor' },
    ]);
  });
});

test('a change in the words of the contract; what is unknown is absent', async () => {
  const { body } = await answerOf(request(testApp().app).get('/api/v1/changes').expect(200));
  const plain = {
    id: 'c1',
    kind: 'pull',
    number: 7,
    repository: 'acme/checkout',
    sha: 'a'.repeat(40),
    first_commit_at: '2026-01-01T00:00:00Z',
    merged_at: '2026-01-02T03:04:05.678Z',
    deployed_at: '2026-01-03T00:00:00Z',
    deployment: 'v1.0.0',
    basis: 'pr_commits',
  };
  expect(body).toEqual({ items: [plain], next: 'more' });
  const more = { openedAt: 0, firstReviewAt: -1000, bot: true, title: 'A title', url: 'https://example.org/7' };
  const { app } = testApp({ services: { changes: () => Promise.resolve({ items: [{ ...change, ...more }] }) } });
  const opened = { opened_at: '1970-01-01T00:00:00Z', first_review_at: '1969-12-31T23:59:59Z' };
  const { body: full } = await answerOf(request(app).get('/api/v1/changes').expect(200));
  expect(full).toEqual({ items: [{ ...plain, ...opened, bot: true, title: 'A title', url: 'https://example.org/7' }] });
});

test('a deployment in the words of the contract; what is unknown is absent', async () => {
  const plain = {
    id: 'v1.0.0',
    repository: 'acme/checkout',
    service: '',
    environment: 'production',
    version: '1.0.0',
    sha: 'b'.repeat(40),
    started_at: '2026-01-03T00:00:00Z',
    finished_at: '2026-01-03T00:00:00Z',
    outcome: 'success',
    kind: 'regular',
    changes: 1,
    failed: true,
    failed_because: 'revert',
    recovered_at: '2026-01-04T00:00:00Z',
    url: 'https://example.org/v1.0.0',
  };
  const { body } = await answerOf(request(testApp().app).get('/api/v1/deployments').expect(200));
  expect(body).toEqual({ items: [plain] });
  const { failedBecause: _why, recoveredAt: _when, url: _url, ...kept } = deployment;
  const { app } = testApp({
    services: { deployments: () => Promise.resolve({ items: [{ ...kept, failed: false }] }) },
  });
  const { failed_because: _because, recovered_at: _recovered, url: _address, ...shown } = plain;
  const { body: well } = await answerOf(request(app).get('/api/v1/deployments').expect(200));
  expect(well).toEqual({ items: [{ ...shown, failed: false }] });
});

test('an incident in the words of the contract; what is unknown is absent', async () => {
  const plain = {
    id: 'i1',
    repository: 'acme/checkout',
    service: '',
    opened_at: '2026-01-03T01:00:00Z',
    resolved_at: '2026-01-04T00:00:00Z',
    deployment: 'v1.0.0',
    evidence: 'link',
    url: 'https://example.org/i1',
  };
  const { body } = await answerOf(request(testApp().app).get('/api/v1/incidents').expect(200));
  expect(body).toEqual({ items: [plain] });
  const open = { id: 'i2', repository: 'acme/checkout', service: 'web', openedAt: 0, evidence: 'none' as const };
  const { app } = testApp({ services: { incidents: () => Promise.resolve({ items: [open], next: 'more' }) } });
  const { body: bare } = await answerOf(request(app).get('/api/v1/incidents').expect(200));
  const { openedAt: _at, ...same } = open;
  expect(bare).toEqual({ items: [{ ...same, opened_at: '1970-01-01T00:00:00Z' }], next: 'more' });
});

test('the catalog and the teams are lists', async () => {
  const { app } = testApp();
  const { body: catalog } = await answerOf(request(app).get('/api/v1/catalog').expect(200));
  expect(catalog).toEqual({
    items: [
      expect.objectContaining({ name: 'change_lead_time', statistics: ['p50', 'p90'], how_to_read: 'h' }),
      expect.objectContaining({ name: 'change_fail_rate', statistics: ['value'] }),
      expect.objectContaining({ by: { label: 'stage', values: ['coding', 'review'], whole: false } }),
      expect.objectContaining({ by: { label: 'type', values: ['feature', 'defect'], whole: true } }),
    ],
  });
  const teams = [{ team: 'checkout', repositories: ['acme/checkout'], services: [], objectives: [] }];
  await request(app).get('/api/v1/teams').expect(200, { items: teams });
});

test('/api/v1/stages: each stage, and which to look at', async () => {
  const { app } = testApp();
  const { body } = await answerOf(request(app).get('/api/v1/stages').query({ team: 'checkout' }).expect(200));
  expect(body).toEqual({
    team: 'checkout',
    takes_most: 'deploy',
    moved_most: 'deploy',
    stages: [
      { stage: 'coding', share: { n: 5 }, now: { n: 5 }, verdict: 'too_little_data' },
      {
        stage: 'deploy',
        share: { n: 6, value: 0.8, low: 0.7, high: 0.9 },
        now: { n: 6, value: 60, low: 50, high: 70 },
        before: { n: 7, value: 30, low: 20, high: 40 },
        verdict: 'worse',
      },
    ],
  });
  await request(app).get('/api/v1/stages').query({ team: 'sales' }).expect(404);
  expect(await errorsOf('/api/v1/stages', {})).toEqual([{ path: 'team', message: 'required' }]);
});
