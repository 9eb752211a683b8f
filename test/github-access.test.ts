import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addToken } from './fake-github/build-access.ts';
import { addPull } from './fake-github/build-work.ts';
import { addRepository, pushToDefault, renameRepository } from './fake-github/build.ts';
import { type FakeGithub, type FakeOptions, startFakeGithub } from './fake-github/start.ts';
import type { Repository } from './fake-github/state.ts';
import { factsOf, organisation, organisationConfig, organisationNow } from './github-organisation.ts';
import { project, ready, run, serve, until } from './waymark.ts';

const minute = 60_000;
const at = Date.UTC(2026, 0, 20);
const env = { GITHUB_TOKEN: 'secret' };
const open: FakeGithub[] = [];
afterAll(() => Promise.all(open.map((github) => github.close())));

/** The organisation, and what a test adds to it. */
async function collecting(options: FakeOptions = {}) {
  const github = await startFakeGithub({ state: organisation(), ...options });
  open.push(github);
  const { directory, file } = project(organisationConfig(github));
  const collect = () => run(['collect', '-c', file], { cwd: directory, env });
  const seen = async () => {
    const server = await serve(['-c', file, '--now', organisationNow], { cwd: directory, env });
    try {
      await ready(server);
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const skipped = [...text.matchAll(/skipped_items_total\{source="github",reason="(repository_\w+)"\} [1-9]/g)];
      return {
        facts: await factsOf(server, github),
        up: /waymark_source_up\{source="github"\} (\d)/.exec(text)?.[1],
        limit: /waymark_source_rate_limit\{source="github"\} (\d+)/.exec(text)?.[1],
        skipped: skipped.map(([, reason]) => reason).sort(),
      };
    } finally {
      await server.stop();
    }
  };
  return { github, collect, seen };
}

function add(github: FakeGithub, name: string): Repository {
  const repository = addRepository(github.state, `acme/${name}`);
  pushToDefault(repository, { at });
  addPull(github.state, repository, { openedAt: at, merged: { at: at + minute } });
  return repository;
}

describe('an organisation', () => {
  let quiet: string;
  beforeAll(async () => {
    quiet = (await (await collecting()).seen()).facts;
  }, 3 * minute);

  test(
    'is collected whatever is wrong with some of its repositories',
    async () => {
      const { github, seen } = await collecting();
      addRepository(github.state, 'acme/empty');
      for (const access of ['gone', 'legal', 'blocked', 'sso'] as const) add(github, access).access = access;
      renameRepository(add(github, 'old'), 'new');
      add(github, 'archived').archived = true;
      const { facts, up, skipped } = await seen();
      const reasons = ['repository_disabled', 'repository_empty', 'repository_unauthorized'];
      expect({ up, skipped }).toEqual({ up: '1', skipped: reasons });
      expect(ownOf(facts)).toEqual(ownOf(quiet));
      expect(github.violations).toEqual([]);
    },
    3 * minute
  );

  test(
    'is collected from an Enterprise Server that has its limits switched off',
    async () => {
      const { seen } = await collecting({ enterprise: {} });
      const { facts, up, limit } = await seen();
      expect({ up, limit }).toEqual({ up: '1', limit: undefined });
      expect(facts).toBe(quiet);
    },
    3 * minute
  );

  test(
    'gets a new repository collected on its own',
    async () => {
      const { github, collect, seen } = await collecting();
      expect((await collect()).code).toBe(0);
      add(github, 'new');
      github.requests.reset();
      expect((await collect()).code).toBe(0);
      const { 'graphql Pulls': pulls, 'rest repos/list-commits': commits } = github.requests.byOperation();
      expect({ pulls, commits }).toEqual({ pulls: 1, commits: 1 });
      const { facts } = await seen();
      expect(ownOf(facts)).toEqual(ownOf(quiet));
      expect(facts).toContain('"repository":"acme/new"');
    },
    3 * minute
  );
});

test(
  'a source whose budget is used up waits for its reset, keeps the reserve, and holds no other source back',
  async () => {
    const github = await startFakeGithub({ state: organisation() });
    open.push(github);
    addToken(github.state, 'poor', { limits: { core: 5000, graphql: 20 } });
    const repository = addRepository(github.state, 'beta/shop');
    pushToDefault(repository, { at });
    addPull(github.state, repository, { openedAt: at, merged: { at: at + minute } });
    const base = { api_url: github.url, clone: false };
    const sources = [
      { ...base, github: 'acme', token_env: 'POOR_TOKEN', reserve: '50%' },
      { ...base, github: 'beta', token_env: 'GITHUB_TOKEN' },
    ];
    const teams = [{ team: 'beta', owns: [{ repository: 'beta/shop' }] }];
    const { directory, file } = project(JSON.stringify({ listen: '127.0.0.1:0', sources, teams }));
    const secrets = { ...env, POOR_TOKEN: 'poor' };
    const server = await serve(['-c', file, '--now', organisationNow], { cwd: directory, env: secrets });
    try {
      const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
      await until('the other source', async () => (await metrics()).includes('waymark_source_up{source="beta"} 1'));
      const left = /waymark_source_rate_limit_remaining\{source="acme"\} (\d+)/;
      // Half of it, less what the last page cost.
      await until('the reserve', async () => left.exec(await metrics())?.[1] === '8');
      expect(await metrics()).not.toContain('waymark_source_up{source="acme"}');
      const asked = github.requests.total;
      await new Promise((next) => setTimeout(next, 500));
      expect(github.requests.total).toBe(asked);
    } finally {
      await server.stop();
    }
  },
  3 * minute
);

/** Of the three repositories that every organisation has. */
function ownOf(facts: string): unknown[][] {
  const own = new Set(['acme/checkout', 'acme/till', 'acme/stock']);
  return (JSON.parse(facts) as { repository: string }[][]).map((list) =>
    list.filter((each) => own.has(each.repository))
  );
}
