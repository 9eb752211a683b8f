import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { startFakeGithub, type FakeGithub } from './fake-github/start.ts';
import { factsOf, organisation, organisationConfig, organisationNow } from './github-organisation.ts';
import { launch, project, ready, serve } from './waymark.ts';

const minute = 60_000;
const env = { GITHUB_TOKEN: 'secret' };

type Seen = { readonly facts: string; readonly numbers: string };

/** A first collection by `waymark collect`, killed as often as said, and what a reader sees after it was ended quietly. */
async function collected(kills: readonly { readonly at: number; readonly after: number }[]): Promise<Seen> {
  const github = await startFakeGithub({ state: organisation() });
  const { directory, file } = project(organisationConfig(github));
  const collect = ['collect', '-c', file];
  try {
    for (const { at, after } of kills) expect(await killed(github, collect, directory, at, after)).toBe('SIGKILL');
    const last = launch(collect, { cwd: directory, env });
    expect(await once(last, 'close')).toEqual([0, null]);
    // From now on it only looks: what the server shows was there before it started.
    github.faults.add({ match: () => true, times: Infinity, then: { kind: 'html', status: 503 } });
    const server = await serve(['-c', file, '--now', organisationNow], { cwd: directory, env });
    try {
      await ready(server);
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const numbers = text.split('\n').filter((line) => /^waymark_(dora|change|samples)/.test(line));
      return { facts: await factsOf(server, github), numbers: numbers.join('\n') };
    } finally {
      await server.stop();
    }
  } finally {
    await github.close();
  }
}

/** SIGKILL `after` milliseconds from its `at`-th request; gives how it ended. */
async function killed(github: FakeGithub, collect: readonly string[], directory: string, at: number, after: number) {
  const before = github.requests.total;
  const child = launch(collect, { cwd: directory, env });
  let begun = false;
  const end = (): boolean => {
    if (begun || github.requests.total < before + at) return false;
    begun = true;
    setTimeout(() => child.kill('SIGKILL'), after);
    return false;
  };
  github.faults.add({ match: end, then: { kind: 'hang' } });
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal;
}

describe('a first collection that is killed', () => {
  test(
    'ends with the facts and numbers of a quiet one',
    async () => {
      const quiet = await collected([]);
      const [changes, deployments, incidents] = JSON.parse(quiet.facts) as unknown[][];
      expect([changes?.length, deployments?.length, incidents?.length]).toEqual([123, 120, 12]);
      expect(quiet.numbers).toContain('waymark_dora_deployment_frequency_per_day');

      const moments = [3, 9, 15].map((at, index) => ({ at, after: index * 8 }));
      for (const moment of moments) expect(await collected([moment])).toEqual(quiet);
      // One collection that is killed again and again.
      expect(await collected([5, 4, 4, 3, 2].map((at) => ({ at, after: 0 })))).toEqual(quiet);
    },
    5 * minute
  );
});
