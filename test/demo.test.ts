import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { project, ready, serve, type Server } from './waymark.ts';

const now = '2026-11-26T20:00:00Z';
/** What differs from run to run: the process's own health and how long a pull took. */
const ownHealth = /^(# (HELP|TYPE) )?(process_|nodejs_|waymark_source_(pull_duration_seconds|requests_total))/;

describe('the demo organisation', () => {
  let server: Server;
  const start = async (): Promise<Server> => {
    const { directory, file } = project('listen: 127.0.0.1:0\nstorage: ./data\n');
    const started = await serve(['-c', file, '--demo', '--now', now], { cwd: directory });
    await ready(started, 90);
    return started;
  };
  const metrics = async ({ url }: Server): Promise<string[]> =>
    (await (await fetch(`${url}/metrics`)).text()).split('\n').filter((line) => !ownHealth.test(line));

  beforeAll(async () => {
    server = await start();
  }, 120_000);
  afterAll(async () => {
    expect(await server.stop()).toBe(0);
  });

  test('says that it is one', async () => {
    expect(server.output()).toContain('(demo data)');
    expect(await (await fetch(server.url)).text()).toContain('Demo: these teams are invented');
  });

  test('has six teams', async () => {
    const { items } = (await (await fetch(`${server.url}/api/v1/teams`)).json()) as { items: { team: string }[] };
    const teams = ['checkout', 'payments', 'search', 'identity', 'messaging', 'loyalty'];
    expect(items.map(({ team }) => team)).toEqual(teams);
  });

  test('shows a quota, a first collection that is done and a credential that ends, and no error yet', async () => {
    const lines = await metrics(server);
    for (const family of [
      ...['rate_limit', 'rate_limit_remaining', 'rate_limit_reset_timestamp_seconds', 'backfill_ratio'].map(
        (name) => `waymark_source_${name}`
      ),
      'waymark_credential_expiry_timestamp_seconds',
    ])
      expect(lines.some((line) => line.startsWith(`${family}{source="demo-code"}`))).toBe(true);
    const errors = lines.filter((line) => line.startsWith('waymark_source_errors_total'));
    expect(new Set(errors.map((line) => /source="([^"]+)"/.exec(line)?.[1]))).toEqual(
      new Set(['demo-code', 'demo-work', 'demo-git'])
    );
    expect(errors.every((line) => line.endsWith(' 0'))).toBe(true);
  });

  test('is the same at the same time', async () => {
    const other = await start();
    try {
      expect(await metrics(other)).toEqual(await metrics(server));
    } finally {
      await other.stop();
    }
  }, 120_000);
});
