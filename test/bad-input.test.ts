import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exampleConfig, exampleNow, writeExample } from './worked-example.ts';
import { project, ready, run, serve, until } from './waymark.ts';

const deployments = { tags: '^v(\\d+)\\.(\\d+)\\.(\\d+)$' };
const minute = 60_000;

describe('what goes wrong is said, with what to do; the rest goes on', () => {
  test(
    'a source that is not a repository fails alone',
    async () => {
      const good = writeExample();
      const { directory, file } = project(
        exampleConfig(good, {
          sources: [
            { git: './empty', name: 'empty', repository: 'acme/empty' },
            { git: good, name: 'shop-git', repository: 'acme/shop', deployments },
          ],
        })
      );
      mkdirSync(join(directory, 'empty'));
      const collected = await run(['collect', '-c', file], { cwd: directory });
      expect(collected.code).toBe(1);
      expect(collected.stderr).toMatch(/^empty: .*no git repository/m);
      expect(collected.stdout).toMatch(/^shop-git: \d+ facts/m);

      const server = await serve(['-c', file, '--now', exampleNow], { cwd: directory });
      try {
        await ready(server);
        const text = await (await fetch(`${server.url}/metrics`)).text();
        expect(text).toContain('waymark_source_up{source="empty"} 0');
        expect(text).toMatch(/^waymark_source_errors_total{source="empty",reason="not_found"} [1-9]/m);
        expect(text).toContain('waymark_source_up{source="shop-git"} 1');
        expect(text).toContain(
          'waymark_dora_change_lead_time_seconds{team="shop",window="28d",statistic="p50"} 172800'
        );
      } finally {
        await server.stop();
      }
    },
    minute
  );

  test(
    'a source that vanishes keeps what it gave, and is marked down',
    async () => {
      const repository = writeExample();
      const { directory, file } = project(exampleConfig(repository));
      expect((await run(['collect', '-c', file], { cwd: directory })).code).toBe(0);
      renameSync(repository, `${repository}.gone`);
      const again = await run(['collect', '-c', file], { cwd: directory });
      expect(again.code).toBe(1);
      expect(again.stderr).toContain('shop-git');
      const server = await serve(['-c', file, '--now', exampleNow], { cwd: directory });
      try {
        await until(
          'the source to be down',
          async () =>
            (await (await fetch(`${server.url}/metrics`)).text()).includes('waymark_source_up{source="shop-git"} 0') ||
            undefined
        );
        const answer = (await (await fetch(`${server.url}/api/v1/deployments?team=shop`)).json()) as {
          items: unknown[];
        };
        expect(answer.items).toHaveLength(4);
      } finally {
        await server.stop();
      }
    },
    minute
  );

  test(
    'a port in use',
    async () => {
      const other = createServer();
      other.listen(0, '127.0.0.1');
      await once(other, 'listening');
      const { port } = other.address() as AddressInfo;
      const { directory, file } = project(exampleConfig(writeExample(), { listen: `127.0.0.1:${port}` }));
      const result = await run(['serve', '-c', file], { cwd: directory });
      other.close();
      expect(result.code).toBe(1);
      expect(result.stderr).toContain(`port ${port}: something else does already`);
      expect(result.stderr).toContain('listen:');
    },
    minute
  );

  test(
    'a store that another process holds',
    async () => {
      const { directory, file } = project(exampleConfig(writeExample()));
      const server = await serve(['-c', file], { cwd: directory });
      try {
        const result = await run(['collect', '-c', file], { cwd: directory });
        expect(result.code).toBe(1);
        expect(result.stderr).toMatch(/another process/);
      } finally {
        await server.stop();
      }
      expect((await run(['collect', '-c', file], { cwd: directory })).code).toBe(0);
    },
    minute
  );

  test(
    'an address that others reach, without a token',
    async () => {
      const { directory, file } = project(exampleConfig(writeExample(), { listen: '0.0.0.0:0' }));
      const refused = await run(['serve', '-c', file], { cwd: directory });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('read_token_env');
      writeFileSync(
        file,
        exampleConfig(writeExample(), { listen: '0.0.0.0:0', auth: { read_token_env: 'READ_TOKEN' } })
      );
      const server = await serve(['-c', file, '--now', exampleNow], {
        cwd: directory,
        env: { READ_TOKEN: 'let-me-in' },
      });
      try {
        const url = server.url.replace('0.0.0.0', '127.0.0.1');
        await until('/readyz', async () => (await fetch(`${url}/readyz`)).ok || undefined);
        expect((await fetch(`${url}/metrics`)).status).toBe(401);
        expect((await fetch(`${url}/metrics`, { headers: { authorization: 'Bearer let-me-in' } })).status).toBe(200);
        expect(server.output()).not.toContain('let-me-in');
      } finally {
        await server.stop();
      }
    },
    minute
  );

  test('wrong usage ends with 2 and tells the commands', async () => {
    const result = await run(['colect']);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('waymark collect');
  });
});

describe('a changed configuration', () => {
  test(
    'is picked up without a restart; a bad one keeps the old one running and says so',
    async () => {
      const repository = writeExample();
      const { directory, file } = project(exampleConfig(repository));
      const server = await serve(['-c', file, '--now', exampleNow], { cwd: directory });
      const teams = async (): Promise<string[]> => {
        const answer = (await (await fetch(`${server.url}/api/v1/teams`)).json()) as { items: { team: string }[] };
        return answer.items.map(({ team }) => team);
      };
      try {
        await ready(server);
        const owns = [{ repository: 'acme/shop' }];
        writeFileSync(file, exampleConfig(repository, { teams: [{ team: 'store', owns }] }));
        await until('the new team', async () => (await teams()).join() === 'store' || undefined);
        await until(
          'its numbers',
          async () =>
            (await (await fetch(`${server.url}/metrics`)).text()).includes(
              'deployment_frequency_per_day{team="store"'
            ) || undefined
        );
        expect(await (await fetch(`${server.url}/metrics`)).text()).not.toContain('team="shop"');

        writeFileSync(file, exampleConfig(repository, { teems: [] }));
        server.child.kill('SIGHUP');
        await until('word of the mistake', () => server.output().includes('teems') || undefined);
        expect(await teams()).toEqual(['store']);

        writeFileSync(file, exampleConfig(repository, { teams: [{ team: 'till', owns }] }));
        server.child.kill('SIGHUP');
        await until('the next team', async () => (await teams()).join() === 'till' || undefined);
      } finally {
        expect(await server.stop()).toBe(0);
      }
    },
    minute
  );
});

describe('killed in the middle of collecting', () => {
  test(
    '20 times, and nothing that was stored is lost; in the end all is there as if nothing had happened',
    async () => {
      const { directory, file } = project(
        exampleConfig('./large.git', {
          sources: [{ git: './large.git', name: 'large', repository: 'acme/shop', deployments: { every: 'merge' } }],
        })
      );
      const large = join(directory, 'large.git');
      writeLarge(large, 30_000);
      const quiet = project(
        exampleConfig(large, {
          sources: [{ git: large, name: 'large', repository: 'acme/shop', deployments: { every: 'merge' } }],
        })
      );
      expect((await run(['collect', '-c', quiet.file], { cwd: quiet.directory })).code).toBe(0);

      let before = 0;
      for (let round = 0; round < 20; round++) {
        const server = await serve(['-c', file], { cwd: directory });
        const collected = async (): Promise<number> => {
          const text = await (await fetch(`${server.url}/metrics`)).text();
          return Number(/waymark_source_items_total\{source="large",kind="commit"\} (\d+)/.exec(text)?.[1] ?? 0);
        };
        expect(await collected()).toBeGreaterThanOrEqual(before);
        before = await collected();
        await new Promise((next) => setTimeout(next, 40 + round * 15));
        server.child.kill('SIGKILL');
        await once(server.child, 'exit');
      }
      const last = await run(['collect', '-c', file], { cwd: directory });
      expect(last.code).toBe(0);
      const facts = async (where: { directory: string; file: string }): Promise<unknown> => {
        const server = await serve(['-c', where.file, '--now', '2030-01-01T00:00:00Z'], { cwd: where.directory });
        try {
          await ready(server);
          const list = async (path: string): Promise<unknown> =>
            (await fetch(`${server.url}/api/v1/${path}?limit=1000`)).json();
          return [await list('changes'), await list('deployments')];
        } finally {
          await server.stop();
        }
      };
      expect(await facts({ directory, file })).toEqual(await facts(quiet));
      rmSync(directory, { recursive: true });
    },
    5 * minute
  );
});

/** A straight line of commits, one an hour, written in one go. */
function writeLarge(directory: string, commits: number): void {
  mkdirSync(directory);
  execFileSync('git', ['init', '--quiet', '--bare', '--initial-branch=main', directory]);
  const lines: string[] = [];
  for (let n = 0; n < commits; n++)
    lines.push(
      `commit refs/heads/main\ncommitter someone <someone@example.invalid> ${1_600_000_000 + n * 3600} +0000\ndata 6\nchange\n`
    );
  execFileSync('git', ['-C', directory, 'fast-import', '--quiet'], { input: lines.join('') });
}
