import { describe, expect, test } from '@jest/globals';
import { explain, flatten } from '#config/explain.ts';
import { githubSchema } from './schema.ts';

const least = { github: 'acme', token_env: 'T' };
const problems = (entry: object) =>
  flatten(githubSchema.safeParse(entry, { error: explain }).error?.issues ?? []).map(({ path, message }) => [
    path.join('.'),
    message,
  ]);

test('defaults are in the schema', () => {
  expect(githubSchema.parse(least)).toEqual({
    github: 'acme',
    token_env: 'T',
    repositories: ['*'],
    api_url: 'https://api.github.com',
    clone: true,
    bots: [],
    generated: [],
    reserve: 0.2,
  });
});

test('the entry of the contract', () => {
  const entry = {
    github: 'acme',
    repositories: ['checkout-*', '!checkout-legacy'],
    token_env: 'GITHUB_TOKEN',
    api_url: 'https://github.example.org/api/v3/',
    webhook_secret_env: 'WAYMARK_GITHUB_SECRET',
    since: '2025-01-01',
    deployments: { environments: ['production*'], workflows: ['Deploy*'] },
    incidents: { labels: ['incident'] },
    work_items: {
      types: { feature: ['enhancement'], defect: ['bug'], risk: ['security'], debt: ['tech-debt', 'chore'] },
      started: ['in-progress'],
      blocked: ['blocked'],
      unplanned: ['interrupt'],
    },
    ci: { workflows: ['CI*'] },
    reserve: '35%',
  };
  expect(githubSchema.parse(entry)).toMatchObject({
    ...entry,
    api_url: 'https://github.example.org/api/v3',
    since: Date.UTC(2025, 0, 1),
    deployments: { ...entry.deployments, releases: false },
    reserve: 0.35,
  });
  expect(githubSchema.parse({ ...least, work_items: {} }).work_items).toEqual({
    types: { feature: [], defect: [], risk: [], debt: [] },
    started: [],
    blocked: [],
    unplanned: [],
  });
  const app = { id: 'Iv1.abc', installation_id: 7, private_key_file: 'key.pem' };
  expect(githubSchema.parse({ github: 'acme/checkout', app }).app).toEqual(app);
});

describe('what is refused, with the place', () => {
  test.each([
    [{ ...least, github: 'https://github.com/acme' }, 'github', /owner\/repository/],
    [{ github: 'acme' }, 'token_env', /exactly one/],
    [{ ...least, token_file: 'f' }, 'token_file', /exactly one/],
    [{ github: 'acme', app: { id: 1, installation_id: 2 } }, 'app.private_key_file', /private_key_env/],
    [{ ...least, github: 'acme/checkout', repositories: ['x'] }, 'repositories', /only with an owner/],
    [{ ...least, api_url: 'api.github.com' }, 'api_url', /an address/],
    [{ ...least, api_url: 'https://ada:hunter2@example.org' }, 'api_url', /only host and path/],
    [{ ...least, since: '2025-02-30' }, 'since', /2025-01-01/],
    [{ ...least, deployments: {} }, 'deployments', /releases or tags/],
    [{ ...least, deployments: { tags: '(' } }, 'deployments.tags', /regular expression/],
    [{ ...least, incidents: { labels: [] } }, 'incidents.labels', /at least/],
    [{ ...least, reserve: '120%' }, 'reserve', /share/],
    [{ ...least, reserve: 20 }, 'reserve', /share/],
    [{ ...least, webhook_secret_env: 'A', webhook_secret_file: 'b' }, 'webhook_secret_file', /only without/],
    [{ ...least, work_items: { types: { story: ['x'] } } }, 'work_items.types.story', /./],
    [{ ...least, repository: ['x'] }, 'repository', /repositories/],
  ])('%j', (entry, path, message) => {
    expect(problems(entry)).toEqual([[path, expect.stringMatching(message)]]);
    expect(JSON.stringify(problems(entry))).not.toContain('hunter2');
  });
});
