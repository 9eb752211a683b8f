import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { notReady } from './errors.ts';
import { answerOf, testApp } from './services.fixture.ts';

const paths = [
  '/',
  '/metrics',
  '/healthz',
  '/readyz',
  '/api/v1/openapi.json',
  '/api/v1/catalog',
  '/api/v1/teams',
  '/api/v1/series?measure=change_lead_time&team=checkout&from=2026-01-01T00:00:00Z&to=2026-07-01T00:00:00Z&step=month',
  '/api/v1/changes',
  '/api/v1/deployments',
  '/api/v1/incidents',
];

/** The status of a path sent as it is written: clients mend `..` before they send it. */
async function statusOfRaw(app: Express, path: string): Promise<number | undefined> {
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port, path, agent: false }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      })
        .on('error', reject)
        .end();
    });
  } finally {
    server.close();
    await once(server, 'close');
  }
}

test.each(paths)('GET and HEAD %s answer the same, one without a body', async (path) => {
  const { app } = testApp();
  const get = await answerOf(request(app).get(path).set('Accept-Encoding', 'identity').expect(200));
  const head = await answerOf(request(app).head(path).set('Accept-Encoding', 'identity').expect(200));
  expect(head.text).toBeFalsy();
  expect(head.headers['content-type']).toBe(get.headers['content-type']);
  expect(head.headers['content-length']).toBe(get.headers['content-length']);
});

test.each(paths)(
  '%s is read only, kept by no cache, open to no other site, and says not what runs it',
  async (path) => {
    const { app } = testApp();
    for (const method of ['post', 'put', 'patch', 'delete', 'options'] as const) {
      const { body, headers } = await answerOf(
        request(app)[method](path).set('Origin', 'https://example.org').expect(405)
      );
      expect(headers['allow']).toBe('GET, HEAD');
      expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(body).toEqual({ status: 405, title: 'Method Not Allowed', detail: expect.any(String) });
    }
    const { headers } = await answerOf(request(app).get(path).set('Origin', 'https://example.org'));
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/);
    for (const absent of ['x-powered-by', 'access-control-allow-origin', 'etag'])
      expect(headers).not.toHaveProperty(absent);
  }
);

test.each([
  '/nothing',
  '/metrics/',
  '/Metrics',
  '//metrics',
  '/api/v1',
  '/api/v1/',
  '/api/v1/series/',
  '/api/../metrics',
  '/api/v1/../../metrics',
  '/api/%2e%2e/%2e%2e/metrics',
  '/api/v1/%2e%2e/%2e%2e/metrics',
  '/api/..%2fmetrics',
  '/api/v1/..%2F..%2Fmetrics',
  '/%6detrics',
  '/api%2fv1%2fteams',
  '/api/v1/teams%00',
  '/api/v1/%',
  '/%2e%2e/healthz',
  '/../metrics',
])('%s is 404', async (path) => {
  expect(await statusOfRaw(testApp().app, path)).toBe(404);
});

test('an unknown path says where to look, and repeats nothing of it', async () => {
  const { body } = await answerOf(
    request(testApp().app)
      .get('/secret-name')
      .expect(404)
      .expect('Content-Type', /problem\+json/)
  );
  expect(body).toEqual({
    status: 404,
    title: 'Not Found',
    detail: 'There is nothing here; /api/v1/openapi.json lists what there is.',
  });
});

test('ready says yes, or 503 and why not; alive is alive before', async () => {
  await request(testApp().app).get('/readyz').expect(200, { status: 'ready' });
  const { app } = testApp({ services: { notReady: () => 'checkout-git is pulling' } });
  const problem = { status: 503, title: 'Service Unavailable', detail: 'checkout-git is pulling' };
  await request(app)
    .get('/readyz')
    .expect(503, problem)
    .expect('Content-Type', /^application\/problem\+json/);
  await request(app).get('/healthz').expect(200, { status: 'alive' });
});

test('the page is built from the services', async () => {
  const { text } = await answerOf(
    request(testApp().app)
      .get('/')
      .expect(200)
      .expect('Content-Type', /^text\/html/)
  );
  expect(text).toContain('checkout-git');
  expect(text).toContain('Version 1.2.3');
});

test.each([
  [undefined, false],
  ['*/*', false],
  ['text/plain', false],
  ['application/json', false],
  ['text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['application/openmetrics-text', true],
  ['application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1', true],
  ['text/plain;version=0.0.4,application/openmetrics-text;version=1.0.0;q=0.5', false],
  [
    'application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2',
    true,
  ],
])('Accept: %s → OpenMetrics %s', async (accept, openMetrics) => {
  const asked = request(testApp().app).head('/metrics');
  const { headers } = await (accept === undefined ? asked : asked.set('Accept', accept));
  expect(headers['content-type']).toMatch(openMetrics ? /^application\/openmetrics-text; / : /^text\/plain; /);
  expect(headers['vary']).toBe('Accept, Accept-Encoding');
});

test.each([
  ['gzip', 'gzip'],
  ['gzip, deflate, br', 'gzip'],
  ['identity', undefined],
  ['gzip;q=0', undefined],
  ['br', undefined],
])('Accept-Encoding: %s → %s', async (accept, encoding) => {
  const gzip: boolean[] = [];
  const { app } = testApp({
    services: {
      scrape: (format) => {
        gzip.push(format.gzip);
        return Promise.resolve({ contentType: 'text/plain', body: Buffer.from('x') });
      },
    },
  });
  const { headers } = await answerOf(request(app).head('/metrics').set('Accept-Encoding', accept).expect(200));
  expect(headers['content-encoding']).toBe(encoding);
  expect(gzip).toEqual([encoding === 'gzip']);
});

test('a bug of ours is 500: logged whole, nothing of it told', async () => {
  const teams = () => {
    throw new Error('password=hunter2 in /srv/store');
  };
  const { app, lines } = testApp({ services: { teams } });
  const { text } = await answerOf(
    request(app)
      .get('/api/v1/teams')
      .expect(500)
      .expect('Content-Type', /problem\+json/)
  );
  expect(JSON.parse(text)).toEqual({
    status: 500,
    title: 'Internal Server Error',
    detail: 'Something went wrong on our side; the log says what.',
  });
  expect(lines[0]).toMatchObject({ level: 50, err: { message: 'password=hunter2 in /srv/store' } });
});

test('what main can explain has its own status', async () => {
  const changes = () => Promise.reject(new TypeError('gone'));
  const explain = (error: unknown) => (error instanceof TypeError ? notReady('The store is away.') : undefined);
  const { app, lines } = testApp({ services: { changes }, explain });
  const problem = { status: 503, title: 'Service Unavailable', detail: 'The store is away.' };
  await request(app).get('/api/v1/changes').expect(503, problem);
  expect(lines.map(({ level }) => level)).toEqual([30]);
});

test.each([
  [413, 413],
  [429, 429],
  [200, 500],
  ['413', 500],
])('a parser that refuses with %p is answered %d without its text', async (status, answered) => {
  const teams = () => {
    throw Object.assign(new Error('what was sent'), { status });
  };
  const { text } = await answerOf(
    request(testApp({ services: { teams } }).app)
      .get('/api/v1/teams')
      .expect(answered)
  );
  expect(text).not.toContain('what was sent');
});
