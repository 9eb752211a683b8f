import { expect, test } from '@jest/globals';
import request from 'supertest';
import { answerOf, testApp } from './services.fixture.ts';

test('one line a request: method, route, status, duration and size, and nothing more', async () => {
  const { app, lines } = testApp();
  const { text } = await answerOf(request(app).get('/api/v1/changes?team=checkout').expect(200));
  await request(app).head('/healthz').expect(200);
  await request(app).get('/nothing/here').expect(404);
  await request(app).delete('/metrics').expect(405);
  const line = { level: 30, msg: 'request', duration_ms: expect.any(Number), size: expect.any(Number) };
  expect(lines).toEqual([
    { ...line, method: 'GET', route: '/api/v1/changes', status: 200, size: Buffer.byteLength(text) },
    { ...line, method: 'HEAD', route: '/healthz', status: 200 },
    { ...line, method: 'GET', status: 404 },
    { ...line, method: 'DELETE', route: '/metrics', status: 405 },
  ]);
});

test.each([200, 400, 401, 404, 500])(
  'of a request that ends in %d, nothing that was sent is logged',
  async (status) => {
    const { app, lines } = testApp({
      ...(status === 401 && { auth: { readToken: () => 'xyzzy-right' } }),
      ...(status === 500 && {
        services: {
          changes: () => Promise.reject(new Error('a bug')),
        },
      }),
    });
    const path = status === 404 ? '/xyzzy-path' : '/api/v1/changes';
    const query = status === 400 ? '?cursor=xyzzy-cursor&xyzzy-key=xyzzy-value' : '?cursor=xyzzy-cursor';
    await request(app)
      .get(`${path}${query}`)
      .set('X-Grafana-User', 'xyzzy-login')
      .set('X-Grafana-Id', 'xyzzy-signed')
      .set('X-Grafana-Referer', 'https://xyzzy.example/')
      .set('X-Forwarded-For', '203.0.113.77')
      .set('User-Agent', 'xyzzy-agent')
      .set('Cookie', 'xyzzy=1')
      .set('Authorization', 'Bearer xyzzy-token')
      .expect(status);
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toMatch(/xyzzy|203\.0\.113|127\.0\.0\.1/);
  }
);
