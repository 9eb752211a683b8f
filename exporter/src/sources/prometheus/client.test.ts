import { afterEach, beforeAll, afterAll, describe, expect, jest, test } from '@jest/globals';
import { day, hour } from '#domain/window.ts';
import { SourceError } from '../errors.ts';
import { askDaily, type PrometheusOptions } from './client.ts';
import { listening, missingPrometheus, startPrometheus } from './server.fixture.ts';

jest.setTimeout(120_000);
const start = Date.parse('2025-01-01T00:00:00Z');
const { signal } = new AbortController();
const reason = missingPrometheus();
if (reason !== undefined) process.stderr.write(`skipped: ${reason}\n`);

(reason === undefined ? describe : describe.skip)('a real Prometheus', () => {
  let server: PrometheusOptions;
  let stop: () => Promise<void>;
  beforeAll(async () => {
    // The ratio of day i is i ÷ 1024; on days 10 to 19 there is no order at all, and so nothing to divide by.
    const days = Array.from({ length: 400 }, (_, index) => ({ at: (start + index * day) / 1000, index }));
    const gauge = (name: string, of: (index: number) => number) =>
      [`# TYPE ${name} gauge`, ...days.map(({ at, index }) => `${name}{shop="a"} ${of(index)} ${at}`)].join('\n');
    const none = (index: number): boolean => index >= 10 && index < 20;
    const text = [
      gauge('failed', (index) => (none(index) ? 0 : index)),
      gauge('orders', (index) => (none(index) ? 0 : 1024)),
      '# EOF\n',
    ].join('\n');
    const running = await startPrometheus(text);
    server = { name: 'prometheus', url: running.url };
    stop = running.stop;
  });
  afterAll(() => stop());

  test('gives one value a day; what is no number is left out and counted', async () => {
    const span = { from: start - 5 * day + hour, to: start + 30 * day };
    const { readings, leftOut } = await askDaily(server, 'failed / orders', span, signal);
    expect(leftOut).toBe(10);
    const expected = Array.from({ length: 30 }, (_, index) => index).filter((index) => index < 10 || index >= 20);
    expect(readings).toEqual(expected.map((index) => ({ at: start + index * day, value: index / 1024 })));
  });

  test('a query longer than an address may be; a span without a whole day; no such series', async () => {
    const long = `failed${' + failed'.repeat(2000)}`;
    const one = { from: start + day, to: start + day + 1 };
    expect((await askDaily(server, long, one, signal)).readings).toEqual([{ at: start + day, value: 2001 }]);
    const between = { from: start + hour, to: start + day };
    expect(await askDaily(server, 'failed', between, signal)).toEqual({ readings: [], leftOut: 0 });
    expect(await askDaily(server, 'absent_metric', one, signal)).toEqual({ readings: [], leftOut: 0 });
  });

  test.each([
    ['sum(', 'cannot answer the query: '],
    ['{__name__=~"failed|orders"}', 'gives 2 series, and a goal needs one'],
  ])('%s is refused with its reason', async (promql, message) => {
    const error = await askDaily(server, promql, { from: start, to: start + day }, signal).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(SourceError);
    expect(error).toMatchObject({ reason: 'unexpected_response', message: expect.stringContaining(message) });
  });

  test('an address with a wrong path', async () => {
    const elsewhere = { ...server, url: `${server.url}/elsewhere` };
    await expect(askDaily(elsewhere, 'up', { from: start, to: start + day }, signal)).rejects.toMatchObject({
      reason: 'not_found',
    });
  });
});

describe('what goes wrong', () => {
  const span = { from: start, to: start + day };
  let stop: (() => Promise<void>) | undefined;
  afterEach(async () => {
    await stop?.();
    stop = undefined;
  });
  async function answering(status: number, body: string, headers: Record<string, string> = {}) {
    const seen: (string | undefined)[] = [];
    const server = await listening((request, response) => {
      seen.push(request.headers.authorization, request.url);
      response.writeHead(status, headers).end(body);
    });
    stop = server.stop;
    return { url: server.url, seen };
  }
  const ask = (url: string, options: Partial<PrometheusOptions> = {}) =>
    askDaily({ name: 'p', url, ...options }, 'up', span, signal);

  test.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not_found'],
    [422, 'unexpected_response'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('status %d: %s', async (status, expected) => {
    const { url } = await answering(status, 's3cr3t');
    const error = await ask(url, { token: () => 's3cr3t' }).catch((e: unknown) => e);
    expect(error).toMatchObject({ reason: expected });
    expect(String(error)).not.toContain('s3cr3t');
  });

  test('asked too often: not before the time that it names', async () => {
    const { url } = await answering(429, '', { 'retry-after': '120' });
    const before = Date.now();
    const error = await ask(url).catch((e: unknown) => e);
    expect(error).toMatchObject({ reason: 'rate_limited' });
    expect((error as SourceError).until).toBeGreaterThanOrEqual(before + 120_000);
  });

  test('something else that answers', async () => {
    const { url } = await answering(200, '<html>');
    await expect(ask(url)).rejects.toMatchObject({ reason: 'unexpected_response' });
  });

  test('a token goes along, below the path of the address, and to nobody else', async () => {
    const { url, seen } = await answering(302, '', { location: 'http://127.0.0.1:1/' });
    await expect(ask(`${url}/prom`, { token: () => 'T' })).rejects.toMatchObject({ reason: 'unavailable' });
    expect(seen).toEqual(['Bearer T', '/prom/api/v1/query_range']);
  });

  test('nobody answers, or not in time; a token that has gone', async () => {
    await expect(ask('http://127.0.0.1:1')).rejects.toMatchObject({ reason: 'unavailable' });
    const silent = await listening(() => undefined);
    stop = silent.stop;
    await expect(ask(silent.url, { timeout: 50 })).rejects.toMatchObject({ reason: 'unavailable' });
    const token = (): never => {
      throw new Error('gone');
    };
    await expect(ask(silent.url, { token })).rejects.toMatchObject({ reason: 'unauthorized' });
  });

  test('a stop is no failure of the Prometheus', async () => {
    const silent = await listening(() => undefined);
    stop = silent.stop;
    const controller = new AbortController();
    const asked = askDaily({ name: 'p', url: silent.url }, 'up', span, controller.signal);
    controller.abort(new Error('ending'));
    await expect(asked).rejects.toThrow('ending');
  });
});
