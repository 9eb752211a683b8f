import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { answerOf, testApp } from './services.fixture.ts';
import type { FactQuery, InvestmentQuery } from './services.ts';

const get = (path: string, services: NonNullable<Parameters<typeof testApp>[0]>['services'] = {}) =>
  request(testApp({ services }).app).get(path);

describe('items', () => {
  test('as the contract names their keys', async () => {
    const { body } = await answerOf(get('/api/v1/items?team=checkout').expect(200));
    expect(body).toEqual({
      items: [
        {
          id: 'i1',
          repository: 'acme/checkout',
          type: 'feature',
          started_at: '2026-01-01T00:00:00Z',
          blocked: true,
          age_seconds: 86_400,
          expectation_seconds: 7200.5,
          objective: 'faster',
          url: 'https://example.org/1',
        },
      ],
    });
  });

  test('asked with and without a beginning', async () => {
    const asked: FactQuery[] = [];
    const items = (query: FactQuery) => {
      asked.push(query);
      return Promise.resolve({ items: [], next: 'more' });
    };
    const { body } = await answerOf(get('/api/v1/items?to=2026-02-01T00:00:00Z', { items }).expect(200));
    expect(body).toEqual({ items: [], next: 'more' });
    await get('/api/v1/items?repository=acme/checkout&from=2026-01-01T00:00:00Z&limit=5&cursor=x', { items }).expect(
      200
    );
    expect(asked).toEqual([
      { range: { from: -Infinity, to: Date.UTC(2026, 1, 1) }, limit: 100 },
      { repository: 'acme/checkout', range: { from: Date.UTC(2026, 0, 1), to: Infinity }, limit: 5, cursor: 'x' },
    ]);
  });

  test('of an unknown team: 404', async () => {
    await get('/api/v1/items?team=nobody').expect(404);
  });
});

describe('investment', () => {
  const range = 'from=2026-01-05T00:00:00Z&to=2026-02-02T00:00:00Z';

  test('shares by period', async () => {
    const asked: InvestmentQuery[] = [];
    const investment = (query: InvestmentQuery) => {
      asked.push(query);
      const shares = [
        { objective: 'faster', share: 0.25, items: 1 },
        { objective: 'unlinked', share: 0.75, items: 3 },
      ];
      return Promise.resolve([{ time: query.range.from, shares }]);
    };
    const { body } = await answerOf(get(`/api/v1/investment?${range}&step=week`, { investment }).expect(200));
    expect(body).toEqual({
      points: [
        {
          time: '2026-01-05T00:00:00Z',
          shares: [
            { objective: 'faster', share: 0.25, items: 1 },
            { objective: 'unlinked', share: 0.75, items: 3 },
          ],
        },
      ],
    });
    expect(asked).toEqual([{ range: { from: Date.UTC(2026, 0, 5), to: Date.UTC(2026, 1, 2) }, step: 'week' }]);
  });

  test.each([
    ['without a range', 'step=week', ['from', 'to']],
    ['without a step', range, ['step']],
    ['with another step', `${range}&step=year`, ['step']],
    ['backwards', 'from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z&step=week', ['to']],
    ['of a thousand years', 'from=1026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z&step=week', ['from']],
    ['of one team', `${range}&step=week&team=checkout`, ['team']],
  ])('%s: 400', async (_, query, paths) => {
    const { body } = await answerOf(get(`/api/v1/investment?${query}`).expect(400));
    expect((body['errors'] as { path: string }[]).map(({ path }) => path)).toEqual(paths);
  });
});
