import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import type { PostedEntry } from '#domain/record.ts';
import { answerOf, testApp } from './services.fixture.ts';

const write = { readToken: () => 'read-me', writeToken: () => 'write-me' };

/** Posts with the write token; gives the answer and what was stored. */
async function post(path: string, body: object | string, status = 201) {
  const stored: PostedEntry[] = [];
  const record = (entry: PostedEntry) => {
    stored.push(entry);
    const at = entry.at ?? Date.UTC(2026, 8, 1);
    return Promise.resolve({ entry: { ...entry, id: 'r1', recordedAt: Date.UTC(2026, 8, 1), at } });
  };
  const { app, lines } = testApp({ auth: write, services: { record } });
  const asked = request(app)
    .post(path)
    .set('Authorization', 'Bearer write-me')
    .set('Content-Type', 'application/json')
    .send(typeof body === 'string' ? body : JSON.stringify(body))
    .expect(status);
  const { body: answer } = await answerOf(asked);
  return { body: answer, stored, lines };
}

const decision = { team: 'checkout', decision: 'watch', reason: 'Until the new runners are there' };

describe('each kind is stored as it was written', () => {
  test('a decision', async () => {
    const { body, stored } = await post('/api/v1/decisions', {
      ...decision,
      measure: 'change_lead_time',
      signal: 's1',
      review_at: '2026-12-01T00:00:00+01:00',
    });
    expect(stored).toEqual([
      {
        kind: 'decision',
        team: 'checkout',
        decision: 'watch',
        reason: 'Until the new runners are there',
        measure: 'change_lead_time',
        signal: 's1',
        reviewAt: Date.UTC(2026, 10, 30, 23),
      },
    ]);
    expect(body).toEqual({
      id: 'r1',
      kind: 'decision',
      team: 'checkout',
      recorded_at: '2026-09-01T00:00:00Z',
      at: '2026-09-01T00:00:00Z',
      measure: 'change_lead_time',
      title: 'Watch: Until the new runners are there',
      decision: 'watch',
      reason: 'Until the new runners are there',
      signal: 's1',
      review_at: '2026-11-30T23:00:00Z',
    });
  });

  test('a note, an intervention, an outcome', async () => {
    expect((await post('/api/v1/notes', { team: 'checkout', text: 'We paired more' })).stored).toEqual([
      { kind: 'note', note: 'note', team: 'checkout', text: 'We paired more' },
    ]);
    const split = { team: 'checkout', title: 'Split the release train', at: '2026-08-24T09:00:00Z' };
    expect((await post('/api/v1/interventions', split)).stored).toEqual([
      { kind: 'intervention', team: 'checkout', title: 'Split the release train', at: Date.UTC(2026, 7, 24, 9) },
    ]);
    const lesson = { team: 'checkout', goal: 'checkout-lead-time', cause: 'Tests', next_step: 'Split them' };
    expect((await post('/api/v1/outcomes', lesson)).stored).toEqual([
      { kind: 'outcome', team: 'checkout', goal: 'checkout-lead-time', cause: 'Tests', nextStep: 'Split them' },
    ]);
  });

  test('a plan that is written after its start says so', async () => {
    const plan = {
      team: 'checkout',
      title: 'New runners',
      measure: 'change_lead_time',
      start: '2026-08-01T00:00:00Z',
      expected: 3600,
      check_at: '2026-10-01T00:00:00Z',
    };
    const { body, stored } = await post('/api/v1/plans', plan);
    expect(stored).toMatchObject([{ kind: 'plan', expected: 3600, checkAt: Date.UTC(2026, 9, 1) }]);
    expect(body).toMatchObject({ retrospective: true, expected: 3600, review_at: '2026-10-01T00:00:00Z' });
    const early = await post('/api/v1/plans', { ...plan, start: '2026-09-02T00:00:00Z' });
    expect(early.body).toMatchObject({ retrospective: false });
  });
});

describe('a wrong entry changes nothing and says what is wrong', () => {
  test.each([
    ['/api/v1/decisions', {}, ['team', 'decision', 'reason']],
    ['/api/v1/decisions', { ...decision, decision: 'maybe', author: 'x' }, ['decision', 'author']],
    ['/api/v1/decisions', { ...decision, reason: '  ' }, ['reason']],
    ['/api/v1/decisions', { ...decision, review_at: 'soon' }, ['review_at']],
    ['/api/v1/decisions', { ...decision, measure: 'happiness' }, ['measure']],
    ['/api/v1/decisions', { ...decision, url: 'javascript:alert(1)' }, ['url']],
    ['/api/v1/decisions', { ...decision, limits_from: '2026-08-01T00:00:00Z' }, ['measure']],
    ['/api/v1/notes', { team: 'checkout', text: 'x'.repeat(4001) }, ['text']],
    ['/api/v1/outcomes', { team: 'checkout' }, ['goal']],
    ['/api/v1/outcomes', { team: 'checkout', goal: 'g', cause: 'c' }, ['next_step']],
    ['/api/v1/outcomes', { team: 'checkout', of: 'r1' }, ['effect_found']],
    ['/api/v1/decisions', [], ['body']],
  ])('%s %j', async (path, body, paths) => {
    const answer = await post(path, body, 400);
    expect((answer.body['errors'] as { path: string }[]).map((error) => error.path)).toEqual(paths);
    expect(answer.stored).toEqual([]);
  });

  test.each(['ask jane.doe@example.org', 'thanks @jane', '@jane: why?'])('no person: %s', async (text) => {
    const { stored, body, lines } = await post('/api/v1/notes', { team: 'checkout', text }, 400);
    expect(stored).toEqual([]);
    expect(JSON.stringify([body, lines])).not.toContain('jane');
  });

  test.each([
    ['no such team', { ...decision, team: 'nobody' }, 404],
    ['no such goal', { ...decision, goal: 'other' }, 404],
    ['no JSON', '{"team":', 400],
    ['too large', JSON.stringify({ ...decision, reason: 'x'.repeat(70_000) }), 413],
  ])('%s', async (_what, body, status) => {
    expect((await post('/api/v1/decisions', body, status)).stored).toEqual([]);
  });
});

describe('who may write', () => {
  const send = (auth: NonNullable<Parameters<typeof testApp>[0]>['auth'], token?: string) => {
    const asked = request(testApp({ auth: auth ?? {} }).app).post('/api/v1/decisions');
    return (token === undefined ? asked : asked.set('Authorization', `Bearer ${token}`)).send(decision);
  };

  test('nobody, where no write token is set', async () => {
    await send({}).expect(403);
    await send({ readToken: () => 'read-me' }, 'read-me').expect(403);
  });

  test('the write token, and no other', async () => {
    await send(write).expect(401);
    await send(write, 'wrong').expect(401);
    await send(write, 'read-me').expect(403);
    await send(write, 'write-me').expect(201);
    await send({ writeToken: () => 'write-me' }, 'write-me').expect(201);
  });

  test('only who sends JSON', async () => {
    await request(testApp({ auth: write }).app)
      .post('/api/v1/decisions')
      .set('Authorization', 'Bearer write-me')
      .type('form')
      .send(decision)
      .expect(415);
  });
});
