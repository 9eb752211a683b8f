import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import request from 'supertest';
import { notReady } from './errors.ts';
import { answerOf, testApp } from './services.fixture.ts';
import type { Delivery, Receipt } from './services.ts';

const path = '/webhooks/github';

function receiving(receipt: Receipt) {
  const deliveries: Delivery[] = [];
  const receive = (_type: string, delivery: Delivery) => {
    deliveries.push(delivery);
    return Promise.resolve(receipt);
  };
  // Signed, so neither a token nor a local name is asked for.
  return { deliveries, ...testApp({ services: { receive }, auth: { readToken: () => 'read-me' } }) };
}

test('the body arrives byte for byte, with its headers, whatever it calls itself', async () => {
  const { app, deliveries, lines } = receiving('stored');
  const bodies = ['{ "a":  1 }', 'payload=%7B%7D', '\u0000\ufeff ü', 'not json {'];
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
    for (const body of bodies) {
      await request(app)
        .post(path)
        .set('Host', 'waymark.example')
        .set('Content-Type', type)
        .set('X-GitHub-Delivery', 'd-1')
        .send(body)
        .expect(200, { status: 'stored' });
      expect(deliveries.at(-1)?.body.equals(Buffer.from(body))).toBe(true);
      expect(deliveries.at(-1)?.headers).toMatchObject({ 'x-github-delivery': 'd-1', 'content-type': type });
    }
  }
  await request(app).post(path).expect(200);
  expect(deliveries.at(-1)?.body).toHaveLength(0);
  expect(lines[0]).toMatchObject({ method: 'POST', route: path, status: 200 });
  expect(JSON.stringify(lines)).not.toMatch(/payload|d-1/);
});

test.each([
  ['repeated', 200],
  ['ignored', 200],
  ['unsigned', 401],
  ['unknown', 404],
  ['refused', 400],
  ['unavailable', 503],
] as const)('%s is %d', async (receipt, status) => {
  const { body, headers } = await answerOf(request(receiving(receipt).app).post(path).send('{}').expect(status));
  if (status === 200) expect(body).toEqual({ status: receipt });
  else {
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ status, detail: expect.any(String) });
  }
});

test('a store that cannot be reached is 503, a bug 500 that tells nothing', async () => {
  const broken = testApp({
    services: { receive: () => Promise.reject(new Error('secret place')) },
    explain: (error) => (error instanceof RangeError ? notReady('the store is away') : undefined),
  });
  const { text } = await answerOf(request(broken.app).post(path).send('{}').expect(500));
  expect(text).not.toContain('secret place');
  const away = testApp({
    services: { receive: () => Promise.reject(new RangeError()) },
    explain: (error) => (error instanceof RangeError ? notReady('the store is away') : undefined),
  });
  await request(away.app).post(path).send('{}').expect(503);
});

test('5 MiB are taken, a byte more is 413, compressed is 415: neither reaches a source', async () => {
  const { app, deliveries } = receiving('stored');
  const most = 5 * 1024 * 1024;
  const send = (body: Buffer, encoding = 'identity') =>
    request(app)
      .post(path)
      .set('Content-Type', 'application/octet-stream')
      .set('Content-Encoding', encoding)
      .send(body);
  await send(Buffer.alloc(most, 32)).expect(200);
  expect(deliveries).toHaveLength(1);
  const { body } = await answerOf(send(Buffer.alloc(most + 1, 32)).expect(413));
  expect(body).toMatchObject({ status: 413 });
  await send(gzipSync('{}'), 'gzip').expect(415);
  expect(deliveries).toHaveLength(1);
});

test('it is for POST alone', async () => {
  const { app, deliveries } = receiving('stored');
  for (const method of ['get', 'head', 'put', 'delete'] as const) {
    const { headers } = await answerOf(request(app)[method](path).expect(405));
    expect(headers['allow']).toBe('POST');
  }
  await request(app).post(`${path}/`).expect(401);
  expect(deliveries).toHaveLength(0);
});
