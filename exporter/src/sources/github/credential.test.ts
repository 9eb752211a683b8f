import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { credentialOf } from './credential.ts';
import {
  type Asked,
  movedClock,
  never,
  type Reply,
  start,
  serve,
  testClient,
  type TestServer,
} from './server.fixture.ts';

const minute = 60_000;
const key = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
}).privateKey;
const call = { about: 'things', signal: never };
const things = { text: '', answer: z.object({ n: z.int() }) };
const good: Reply = { body: { data: { n: 1 } } };

describe('a personal token', () => {
  test('is read anew when it is refused', async () => {
    const server = await serve(({ headers }) => (headers.authorization === 'Bearer new' ? good : { status: 401 }));
    const tokens = ['old', 'new', 'new'];
    const client = testClient(server.url, movedClock(), { token_env: 'T' }, () => tokens.shift());
    expect((await client.query(things, {}, call)).data).toEqual({ n: 1 });
    expect(server.asked).toHaveLength(2);
  });

  test.each([
    ['2026-05-17 21:01:40 UTC', Date.UTC(2026, 4, 17, 21, 1, 40)],
    ['2026-05-17 21:01:40 -0700', Date.UTC(2026, 4, 18, 4, 1, 40)],
    ['some day', undefined],
  ])('that ends at %s', async (header, time) => {
    const server = await serve(() => ({ ...good, headers: { 'github-authentication-token-expiration': header } }));
    const client = testClient(server.url);
    await client.query(things, {}, call);
    expect(client.usage().credentialExpiresAt).toBe(time);
  });

  test('may stand in a file beside the configuration', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'waymark-'));
    try {
      await writeFile(join(directory, 'token'), ' hunter2\n');
      const entry = { token_file: 'token', api_url: 'https://api.github.com' };
      const environment = { secret: () => undefined, configDirectory: directory };
      const credential = credentialOf(entry, environment, movedClock());
      expect(await credential.token(never)).toBe('hunter2');
      expect(credential.identity).not.toContain('hunter2');
      const missing = credentialOf({ ...entry, token_file: 'none' }, environment, movedClock());
      await expect(missing.token(never)).rejects.toMatchObject({ reason: 'unauthorized' });
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test('that is not there is said', async () => {
    const client = testClient('http://127.0.0.1:9', movedClock(), { token_env: 'T' }, () => ' ');
    await expect(client.query(things, {}, call)).rejects.toThrow(/token_env names holds nothing/);
  });
});

describe('an app', () => {
  const entry = { app: { id: 42, installation_id: 7, private_key_env: 'KEY' } };
  const claims = (authorization = '') =>
    JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

  /** Gives tokens that live an hour of the clock's time, and takes only the last one. */
  function installation(clock: { now: () => number }, refuse: () => boolean = () => false) {
    let [made, ends] = [0, 0];
    return ({ path, headers }: Asked): Reply => {
      if (path === '/app/installations/7/access_tokens') {
        made += 1;
        ends = clock.now() + 60 * minute;
        return { status: 201, body: { token: `t${made}`, expires_at: new Date(ends).toISOString() } };
      }
      const current = headers.authorization === `Bearer t${made}` && clock.now() < ends;
      return current && !refuse() ? good : { status: 401, body: {} };
    };
  }
  const tokens = ({ asked }: TestServer) => asked.filter(({ path }) => path.endsWith('/access_tokens'));

  test('runs for three hours with a token renewed before each ends', async () => {
    const clock = movedClock();
    const server = await serve(installation(clock));
    const client = testClient(server.url, clock, entry, () => key);
    for (let passed = 0; passed <= 180; passed += 4) {
      clock.time = start + passed * minute;
      expect((await client.query(things, {}, call)).data).toEqual({ n: 1 });
      expect(client.usage().credentialExpiresAt).toBeGreaterThan(clock.time + 5 * minute);
    }
    // At 0, 56, 112 and 168 minutes.
    expect(tokens(server)).toHaveLength(4);
    expect(server.asked.filter(({ path }) => path === '/graphql')).toHaveLength(46);
    const seconds = (start + 56 * minute) / 1000;
    expect(claims(tokens(server)[1]?.headers.authorization)).toEqual({
      iss: 42,
      iat: seconds - 30,
      exp: seconds + 570,
    });
  });

  test('gets another token when one is refused, once', async () => {
    const clock = movedClock();
    let refused = 0;
    const server = await serve(installation(clock, () => ++refused === 1));
    expect((await testClient(server.url, clock, entry, () => key).query(things, {}, call)).data).toEqual({ n: 1 });
    expect(tokens(server)).toHaveLength(2);

    const never200 = await serve(installation(clock, () => true));
    const failed = testClient(never200.url, clock, entry, () => key).query(things, {}, call);
    await expect(failed).rejects.toMatchObject({ reason: 'unauthorized' });
    expect(tokens(never200)).toHaveLength(2);
  });

  test.each([
    [401, /clock of this machine/],
    [403, /suspended/],
    [404, /no installation 7/],
  ])('that is answered with %d is told what to do', async (status, words) => {
    const server = await serve(() => ({ status, body: { message: 'no' } }));
    const failed = testClient(server.url, movedClock(), entry, () => key).query(things, {}, call);
    await expect(failed).rejects.toMatchObject({ reason: 'unauthorized' });
    await expect(failed).rejects.toThrow(words);
  });

  test('waits where a limit stands before the token', async () => {
    const clock = movedClock();
    const give = installation(clock);
    const server = await serve((asked, count) =>
      count === 1 ? { status: 403, headers: { 'retry-after': '9' }, body: {} } : give(asked)
    );
    expect((await testClient(server.url, clock, entry, () => key).query(things, {}, call)).data).toEqual({ n: 1 });
    expect(clock.slept).toEqual([10_000]);
  });

  test('whose key is none is told so, and not its text', async () => {
    const client = testClient('http://127.0.0.1:9', movedClock(), entry, () => 'no key at all');
    const failed = client.query(things, {}, call);
    await expect(failed).rejects.toThrow(/whole PEM file/);
    await expect(failed).rejects.not.toThrow(/no key at all/);
  });
});
