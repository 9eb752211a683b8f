import { describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { answerOf, testApp } from './services.fixture.ts';

const closed = ['/', '/metrics', '/api/v1/openapi.json', '/api/v1/catalog', '/api/v1/changes', '/nothing'];

describe('with a read token', () => {
  const both = { readToken: () => 'read-me', writeToken: () => 'write-me' };

  test.each(closed)('%s needs it', async (path) => {
    const { app } = testApp({ auth: both });
    for (const authorization of [
      'Bearer wrong',
      'Bearer read-m',
      'Bearer read-mee',
      'Basic read-me',
      'read-me',
      'Bearer',
    ]) {
      const { body, headers } = await answerOf(request(app).get(path).set('Authorization', authorization).expect(401));
      expect(headers['www-authenticate']).toBe('Bearer');
      expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(body).toMatchObject({ status: 401, title: 'Unauthorized' });
    }
    await request(app).get(path).expect(401);
    await request(app).post(path).expect(401);
    const known = path === '/nothing' ? 404 : 200;
    await request(app).get(path).set('Authorization', 'Bearer read-me').expect(known);
    await request(app).get(path).set('Authorization', 'bearer write-me').expect(known);
  });

  test('a token in the address is none', async () => {
    const { app } = testApp({ auth: both });
    await request(app).get('/api/v1/teams?token=read-me&access_token=read-me').expect(401);
  });

  test.each(['/healthz', '/readyz'])('%s is open to whoever watches', async (path) => {
    await request(testApp({ auth: both }).app)
      .get(path)
      .set('Host', 'waymark.example')
      .expect(200);
  });

  test('it is answered under any name, and read anew each time', async () => {
    let token = 'first';
    const { app } = testApp({ auth: { readToken: () => token } });
    const get = (bearer: string) =>
      request(app).get('/metrics').set('Host', 'waymark.example').set('Authorization', `Bearer ${bearer}`);
    await get('first').expect(200);
    token = 'second';
    await get('first').expect(401);
    await get('second').expect(200);
  });
});

describe('without a read token', () => {
  test.each(['localhost', 'localhost:9790', '127.0.0.1:9790', '127.1.2.3', '[::1]:9790', 'waymark.localhost:80'])(
    'the local name %s is answered',
    async (host) => {
      await request(testApp().app).get('/metrics').set('Host', host).expect(200);
    }
  );

  test.each([
    'evil.example',
    'evil.example:9790',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    'x[::1]',
  ])('the name %s, which a web page could point here, is refused', async (host) => {
    const { body } = await answerOf(request(testApp().app).get('/metrics').set('Host', host).expect(403));
    expect(body).toEqual({
      status: 403,
      title: 'Forbidden',
      detail: 'Without a read token only local names are answered: ask for localhost, or set auth.read_token_env.',
    });
  });
});
